// What a connection measures of itself, in one look.

/**
 * @typedef {object} Figures   one look at getStats
 * @property {number} framesDecoded
 * @property {number} audioEnergy
 * @property {number} audioPackets
 * @property {number} packets
 * @property {number} lost
 * @property {number} bytesIn
 * @property {number} bytesOut
 * @property {number | null} roundTrip   seconds
 * @property {number | null} jitter      seconds
 * @property {number | null} width
 * @property {number | null} height
 * @property {number | null} frames      a second
 * @property {boolean | null} relayed
 * @property {number | null} missed      of what we sent, 0 to 1
 * @property {number | null} room        what could be sent, bit/s
 */

/**
 * @param {RTCPeerConnection} pc
 * @returns {Promise<Figures>}
 */
export async function figures(pc) {
  /** @type {Figures} */
  const seen = {
    framesDecoded: 0, audioEnergy: 0, audioPackets: 0, packets: 0, lost: 0, bytesIn: 0, bytesOut: 0,
    roundTrip: null, jitter: null, width: null, height: null, frames: null, relayed: null, missed: null, room: null,
  };
  const report = await pc.getStats();
  report.forEach((/** @type {any} */ one) => {
    if (one.type === "inbound-rtp") {
      seen.packets += one.packetsReceived ?? 0;
      seen.lost += Math.max(0, one.packetsLost ?? 0);
      seen.bytesIn += one.bytesReceived ?? 0;
      if (one.kind === "audio") {
        seen.audioEnergy += one.totalAudioEnergy ?? 0;
        seen.audioPackets += one.packetsReceived ?? 0;
        seen.jitter = one.jitter ?? null;
      } else {
        seen.framesDecoded += one.framesDecoded ?? 0;
        seen.width = one.frameWidth ?? null;
        seen.height = one.frameHeight ?? null;
        seen.frames = one.framesPerSecond ?? null;
      }
    } else if (one.type === "outbound-rtp") seen.bytesOut += one.bytesSent ?? 0;
    else if (one.type === "remote-inbound-rtp") seen.missed = Math.max(seen.missed ?? 0, one.fractionLost ?? 0);
    else if (one.type === "transport" && one.selectedCandidatePairId) {
      /** @type {any} */ const pair = report.get(one.selectedCandidatePairId);
      seen.roundTrip = pair?.currentRoundTripTime ?? null;
      seen.room = pair?.availableOutgoingBitrate ?? null;
      const ends = [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => id && report.get(id));
      if (ends[0] && ends[1]) seen.relayed = ends.some((end) => end.candidateType === "relay");
    }
  });
  return seen;
}
