/*
 * Histogram kernels of gradient-boosted trees (Ke et al. 2017), in AssemblyScript. A histogram holds, for every bin of every feature,
 * three float64: sum of gradients, sum of hessians, rows. Rows name only bins other than each feature's default one (the most frequent),
 * so that sparse features cost what they hold; the default bin is what the others leave of the leaf's totals.
 */

const BIN_BYTES: usize = 24;

@inline function intAt(base: usize, index: i32): i32 {
  return load<i32>(base + (<usize>index << 2));
}

@inline function doubleAt(base: usize, index: i32): f64 {
  return load<f64>(base + (<usize>index << 3));
}

/** Sums gradients and hessians of rows[from … to) into the bins they fall in. `bins` are numbered over all features of the share. */
export function buildHistogram(
  rowStarts: usize, bins: usize, rows: usize, from: i32, to: i32,
  gradients: usize, hessians: usize, histogram: usize, totalBins: i32,
): void {
  memory.fill(histogram, 0, <usize>totalBins * BIN_BYTES);
  for (let i = from; i < to; i++) {
    const row = intAt(rows, i);
    const pair = f64x2.replace_lane(f64x2.splat(doubleAt(gradients, row)), 1, doubleAt(hessians, row));
    let at = bins + (<usize>intAt(rowStarts, row) << 2);
    const end = bins + (<usize>intAt(rowStarts, row + 1) << 2);
    for (; at < end; at += 4) {
      const bin = histogram + <usize>load<u32>(at) * BIN_BYTES;
      v128.store(bin, f64x2.add(v128.load(bin), pair));
      store<f64>(bin, load<f64>(bin, 16) + 1.0, 16);
    }
  }
}

/** Gives every feature's default bin what its other bins leave of the leaf's totals. Features are rows of (first bin, bins, default bin, direction). */
export function fillDefaultBins(histogram: usize, features: usize, count: i32, gradient: f64, hessian: f64, rows: f64): void {
  for (let f = 0; f < count; f++) {
    const feature = features + (<usize>f << 4);
    const first = histogram + <usize>intAt(feature, 0) * BIN_BYTES;
    const bins = intAt(feature, 1);
    const fallback = intAt(feature, 2);
    let g = gradient, h = hessian, n = rows;
    for (let b = 0; b < bins; b++) {
      if (b == fallback) continue;
      const bin = first + <usize>b * BIN_BYTES;
      g -= load<f64>(bin);
      h -= load<f64>(bin, 8);
      n -= load<f64>(bin, 16);
    }
    const bin = first + <usize>fallback * BIN_BYTES;
    store<f64>(bin, g);
    store<f64>(bin, h, 8);
    store<f64>(bin, n, 16);
  }
}

/** larger -= smaller: the sibling's histogram without reading its rows. */
export function subtractHistogram(larger: usize, smaller: usize, totalBins: i32): void {
  const end = <usize>totalBins * BIN_BYTES;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16) v128.store(larger + i, f64x2.sub(v128.load(larger + i), v128.load(smaller + i)));
  for (; i < end; i += 8) store<f64>(larger + i, load<f64>(larger + i) - load<f64>(smaller + i));
}

@inline function clamp(value: f64, low: f64, high: f64): f64 {
  return max(low, min(high, value));
}

/** Loss reduction, doubled, of giving a node the output w: −(2 G w + (H + λ) w²). */
@inline function gainOf(gradient: f64, hessian: f64, output: f64): f64 {
  return -(2.0 * gradient * output + hessian * output * output);
}

/**
 * The best split of a leaf over `count` features, in order; of equal gains the first. Outputs of both sides stay within [low, high] and keep each feature's
 * direction (1: never falls, −1: never rises). `enabled` holds one byte a feature. Writes to `out`: gain, feature, bin, left gradient, left
 * hessian, left rows; feature −1 without a split.
 */
export function findSplit(
  histogram: usize, features: usize, count: i32, enabled: usize,
  gradient: f64, hessian: f64, rows: f64, low: f64, high: f64,
  leastRows: f64, leastHessian: f64, l2: f64, leastGain: f64, out: usize,
): void {
  const own = gainOf(gradient, hessian + l2, clamp(-gradient / (hessian + l2), low, high));
  let best = leastGain;
  store<f64>(out, 0.0);
  store<f64>(out, -1.0, 8);
  for (let f = 0; f < count; f++) {
    if (load<u8>(enabled + f) == 0) continue;
    const feature = features + (<usize>f << 4);
    const first = histogram + <usize>intAt(feature, 0) * BIN_BYTES;
    const last = intAt(feature, 1) - 1;
    const direction = intAt(feature, 3);
    let leftG = 0.0, leftH = 0.0, leftN = 0.0;
    for (let b = 0; b < last; b++) {
      const bin = first + <usize>b * BIN_BYTES;
      leftG += load<f64>(bin);
      leftH += load<f64>(bin, 8);
      leftN += load<f64>(bin, 16);
      if (leftN < leastRows || leftH < leastHessian) continue;
      const rightH = hessian - leftH;
      if (rows - leftN < leastRows || rightH < leastHessian) break;
      const rightG = gradient - leftG;
      const left = clamp(-leftG / (leftH + l2), low, high);
      const right = clamp(-rightG / (rightH + l2), low, high);
      if ((direction > 0 && left > right) || (direction < 0 && left < right)) continue;
      const gain = gainOf(leftG, leftH + l2, left) + gainOf(rightG, rightH + l2, right) - own;
      if (gain > best) {
        best = gain;
        store<f64>(out, gain);
        store<f64>(out, <f64>f, 8);
        store<f64>(out, <f64>b, 16);
        store<f64>(out, leftG, 24);
        store<f64>(out, leftH, 32);
        store<f64>(out, leftN, 40);
      }
    }
  }
}
