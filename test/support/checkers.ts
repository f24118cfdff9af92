/** What must hold at every instant, as the engine itself checks it of a world that is restored. */
export { complaintsAbout, fleetComplaints } from "../../src/engine/snapshot/world-invariants.ts";
