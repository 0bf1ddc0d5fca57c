# What is said during a call.

call-title = Call with { $other }
call-picture-of = Picture of { $name }
call-self-move = Your own picture. Press to move it to another corner.
call-sound = Turn on the sound
call-understood = Understood
call-again = Open the call here
call-leave-page = Leave the call
call-no-script = The call needs JavaScript. Turn it on for this page and reload it, or use another browser.

call-mute = Mute
call-unmute = Unmute
call-no-microphone = No microphone
call-camera-off = Camera off
call-camera-on = Camera on
call-hang-up = Hang up
call-end = End call
call-their-mute = Their microphone is off.
call-their-camera = Their camera is off.

call-not-yet = Waiting for { $other } to come in.
call-connecting = Connecting you with { $other }.
call-connected = Connected directly, end-to-end encrypted.
call-connected-relayed = Connected through a relay, which carries only encrypted data.
call-no-server = You can go on talking. We are restoring the link to the server.
call-no-network = Your connection to the server is interrupted. We keep trying.
call-reconnecting = The connection is interrupted. We are restoring it; please stay here.
call-lost = { $other } lost the connection. Please stay here: the call goes on as soon as they are back.
call-left = { $other } has left the call. You can wait here, or hang up.
call-ended = The call has ended.
call-hung-up = You have left the call.
call-replaced = You opened this call in another window. It goes on there.
call-full = As many people as can take part are already in this call.
call-refused = Something went wrong on this page. Open the call again to come back in.
call-not-ended = We could not reach the server to end the call. Please try again.

call-camera-denied = Your browser blocks the camera, so { $other } does not see you. To change that, tap the sign beside the address and allow the camera.
call-camera-absent = We found no camera, so { $other } does not see you.
call-camera-busy = Another program uses the camera. Close it, then choose “Camera on”.
call-both-denied = Your browser blocks the camera and the microphone, so { $other } neither sees nor hears you. Tap the sign beside the address, allow both, and reload this page.
call-both-absent = We found no camera and no microphone, so { $other } neither sees nor hears you. You can still see and hear them.
call-both-busy = Another program uses the camera and the microphone, so { $other } neither sees nor hears you. Close it and reload this page.
call-microphone-denied = Your browser blocks the microphone, so { $other } does not hear you. Tap the sign beside the address, allow the microphone, and reload this page.
call-microphone-absent = We found no microphone, so { $other } does not hear you. You can still see and hear them.
call-microphone-busy = Another program uses the microphone. Close it and reload this page.

call-code = Safety code of this call
call-code-what = What these pictures prove
call-code-how = Tell each other the five pictures. If both of you see the same ones, the encryption runs from your device to theirs, and nobody listens in between, not even this server.
call-code-not = They do not prove who the other person is: you know that by face and voice. And they rely on this page, which the server sent you, being honest.
call-code-changed = The code is a new one, because the connection was made anew: after a reload, for instance. Compare the pictures again.
call-code-failed = No safety code could be agreed. Somebody may be in between: hang up and open the call again before you say anything private.
call-code-names = cat, dog, horse, cow, pig, sheep, goat, rabbit, bear, elephant, camel, giraffe, penguin, owl, duck, rooster, turtle, dolphin, whale, octopus, butterfly, bee, snail, ladybird, fir tree, cactus, sunflower, tulip, mushroom, clover, moon, star, rainbow, fire, snowman, wave, apple, lemon, banana, melon, grapes, strawberry, carrot, sweetcorn, bread, cheese, egg, cake, key, bell, hammer, magnet, candle, book, scissors, umbrella, clock, balloon, present, guitar, drum, bicycle, train, sailing boat

call-close = Close
call-quality-good = Good connection
call-quality-fair = Weaker connection
call-quality-weak = Weak connection
call-their-saving = Their picture pauses because the connection is weak. You still hear each other.
call-own-saving = Your picture pauses because the connection is weak. You still hear each other.

call-share-on = Share screen
call-share-off = Stop share
call-share-failed = Your screen could not be shared. Your computer’s settings may forbid it to the browser.
call-own-screen = You are showing your screen.
call-their-screen = You see their screen.

call-messages = Chat
call-messages-none = Nothing has been written yet.
call-messages-gone = Messages and files go directly between you, encrypted like the call. They are stored nowhere: when this page closes, they are gone.
call-message = Message
call-send = Send
call-not-sent = The other person is not connected, so nothing was sent. Try again when they are back.
call-you-said = You wrote:
call-they-said = { $other } wrote:
call-new-message = New message from { $other }
call-on-its-way = On its way
call-delivered = Delivered
call-file = File
call-file-too-large = Files of up to 100 MB can be sent here.
call-file-offered = { $other } wants to send you this file. Take it only if you expect it.
call-file-waiting = Waiting until { $other } takes it.
call-file-running = Being sent
call-file-refused = { $other } did not take the file.
call-file-stopped = Not sent: it was stopped, or the connection broke. You can send it again.
call-file-here = The file is here. Save it before the page closes.
call-file-take = Take file
call-file-refuse = Refuse
call-file-stop = Stop
call-file-save = Save
call-unsaved = The call has ended. Save the files you were sent; when you leave this page they are gone.

call-more = More
call-choose-microphone = Microphone
call-choose-camera = Camera
call-choose-speaker = Speaker
call-device = Device
call-device-failed = This device could not be used, so nothing was changed. Another program may be using it.
call-blur = Blur my background
call-whole-screen = Whole screen
call-small-window = Picture over other windows
call-no-picture-yet = There is no picture of the other person yet.
