// How much of a picture one connection sends: bits, size and frames, by a rung of ladder.js and by how many share what can be sent.

/** The most of a picture to one, two or three others, bit/s. */
const SHARES = [1_200_000, 600_000];
const LEAST = 350_000;

/**
 * Tells the sender; fails where it does not take it.
 * @param {RTCRtpSender} sender
 * @param {{bits: number, smaller: number, frames: number}} rung
 * @param {boolean} screen   has to stay legible: it gives up frames instead of sharpness
 * @param {number} sharing   how many others get one
 */
export async function shape(sender, rung, screen, sharing) {
  const parameters = sender.getParameters();
  const first = parameters.encodings?.[0];
  if (!first) return;
  first.active = rung.bits > 0;
  if (first.active) {
    first.maxBitrate = Math.min(rung.bits, SHARES[sharing - 1] ?? LEAST);
    first.scaleResolutionDownBy = screen ? 1 : Math.max(rung.smaller, sharing > 1 ? 2 : 1);
    first.maxFramerate = screen ? Math.min(15, rung.frames) : rung.frames;
  }
  await sender.setParameters(parameters);
}
