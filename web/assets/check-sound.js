// The sound of the device test: how loud the microphone is, and a tone from the speaker that was chosen.

/** @type {AudioContext | undefined} */
let context;

async function audio() {
  context ??= new AudioContext();
  await context.resume();
  return context;
}

/** Whether a page of this browser may choose a speaker. */
export const speakersCanBeChosen = () => "setSinkId" in HTMLMediaElement.prototype;

/** Moves the bar with the voice, as long as `goesOn`. @param {MediaStream} stream @param {HTMLMeterElement} meter @param {() => boolean} goesOn @param {() => void} heard */
export async function listen(stream, meter, goesOn, heard) {
  const running = await audio();
  const analyser = new AnalyserNode(running, { fftSize: 1024 });
  const source = running.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loud = 0;
  const draw = () => {
    if (!goesOn()) { source.disconnect(); return; }
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // From -60 dB (silence) to -10 dB (loud) onto 0 to 100.
    const level = Math.max(0, Math.min(100, (10 * Math.log10(power + 1e-10) + 60) * 2));
    meter.value = Math.max(level, meter.value - 3);
    loud = level > 30 ? loud + 1 : 0;
    if (loud > 6) heard();
    requestAnimationFrame(draw);
  };
  draw();
}

/** Three tones, a second long. @param {string} speaker the chosen one, or "" for the system's */
export async function playTone(speaker) {
  const running = await audio();
  const out = speaker === "" ? running.destination : await through(running, speaker);
  for (const [index, pitch] of [392, 493.88, 587.33].entries()) {
    const from = running.currentTime + index * 0.25;
    const tone = new OscillatorNode(running, { type: "triangle", frequency: pitch });
    const loudness = new GainNode(running, { gain: 0 });
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.25, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0005, from + 0.6);
    tone.connect(loudness).connect(out);
    tone.start(from);
    tone.stop(from + 0.7);
  }
}

/** A way to one speaker: through an element, which is what all browsers let choose. @param {AudioContext} running @param {string} speaker */
async function through(running, speaker) {
  const way = running.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = way.stream;
  await element.setSinkId(speaker);
  await element.play();
  return way;
}
