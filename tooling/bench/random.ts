/**
 * Evenly spread numbers in [0, 1), the same for a seed: benchmarks of two machines see the same data.
 * Lehmer's generator, multiplier 48271 modulo 2³¹ − 1 (Park and Miller 1988).
 */
export function seededRandom(seed: number): () => number {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
