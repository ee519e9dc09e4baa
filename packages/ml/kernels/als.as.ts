/*
 * Kernels of implicit ALS (Hu, Koren, Volinsky 2008; objective and scaling of Rendle et al. 2021), in AssemblyScript.
 * Matrices are float32, row-major, rows of `d` values; `d` is a multiple of 8. Pointers are bytes into the shared memory.
 * Interactions are a compressed sparse row matrix: `rowStarts` (rows + 1 int32), `columns` (int32), `weights` and `targets` (float32).
 * One row minimises  Σ w (t − x·y)² + unobserved · Σ_all (x·y)² + λ |x − prior|²,  λ = regularisation · (entries + unobserved · others).
 * Built twice: with relaxed_madd, and without for engines that lack it.
 */

const LANES: usize = 16;
const BLOCK_ROWS: i32 = 64;

@inline function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline function sumLanes(a: v128): f32 {
  return (
    f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3)
  );
}

@inline function floatAt(base: usize, index: i32): f32 {
  return load<f32>(base + (<usize>index << 2));
}

@inline function intAt(base: usize, index: i32): i32 {
  return load<i32>(base + (<usize>index << 2));
}

@inline function dot(a: usize, b: usize, bytes: usize): f32 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 2 * LANES) {
    even = multiplyAdd(v128.load(a + i), v128.load(b + i), even);
    odd = multiplyAdd(v128.load(a + i, 16), v128.load(b + i, 16), odd);
  }
  return sumLanes(f32x4.add(even, odd));
}

/** y += scale · x */
@inline function addScaled(y: usize, x: usize, scale: f32, bytes: usize): void {
  const s = f32x4.splat(scale);
  for (let i: usize = 0; i < bytes; i += 2 * LANES) {
    v128.store(y + i, multiplyAdd(s, v128.load(x + i), v128.load(y + i)));
    v128.store(y + i, multiplyAdd(s, v128.load(x + i, 16), v128.load(y + i, 16)), 16);
  }
}

/** Adds PᵀP of `count` packed rows to the upper triangle of A, in tiles of 4 rows by 8 columns held in registers. */
function addOuterProducts(A: usize, P: usize, count: i32, d: i32): void {
  const stride = <usize>d << 2;
  for (let i = 0; i < d; i += 4) {
    for (let j = i & ~7; j < d; j += 8) {
      const r0 = A + <usize>i * stride + (<usize>j << 2);
      const r1 = r0 + stride;
      const r2 = r1 + stride;
      const r3 = r2 + stride;
      let a00 = v128.load(r0), a01 = v128.load(r0, 16);
      let a10 = v128.load(r1), a11 = v128.load(r1, 16);
      let a20 = v128.load(r2), a21 = v128.load(r2, 16);
      let a30 = v128.load(r3), a31 = v128.load(r3, 16);
      let left = P + (<usize>i << 2);
      let right = P + (<usize>j << 2);
      for (let t = 0; t < count; t++) {
        const b0 = v128.load(right), b1 = v128.load(right, 16);
        const s0 = v128.load_splat<f32>(left), s1 = v128.load_splat<f32>(left, 4);
        const s2 = v128.load_splat<f32>(left, 8), s3 = v128.load_splat<f32>(left, 12);
        a00 = multiplyAdd(s0, b0, a00); a01 = multiplyAdd(s0, b1, a01);
        a10 = multiplyAdd(s1, b0, a10); a11 = multiplyAdd(s1, b1, a11);
        a20 = multiplyAdd(s2, b0, a20); a21 = multiplyAdd(s2, b1, a21);
        a30 = multiplyAdd(s3, b0, a30); a31 = multiplyAdd(s3, b1, a31);
        left += stride;
        right += stride;
      }
      v128.store(r0, a00); v128.store(r0, a01, 16);
      v128.store(r1, a10); v128.store(r1, a11, 16);
      v128.store(r2, a20); v128.store(r2, a21, 16);
      v128.store(r3, a30); v128.store(r3, a31, 16);
    }
  }
}

/** Upper triangle of XᵀX over rows [from, to) into G. */
export function gram(X: usize, d: i32, from: i32, to: i32, G: usize): void {
  const stride = <usize>d << 2;
  memory.fill(G, 0, stride * <usize>d);
  for (let row = from; row < to; row += BLOCK_ROWS) addOuterProducts(G, X + <usize>row * stride, min(BLOCK_ROWS, to - row), d);
}

/** λ · prior into `out`, or zeros without a prior. */
@inline function startFromPrior(out: usize, prior: usize, row: i32, lambda: f32, stride: usize): void {
  memory.fill(out, 0, stride);
  if (prior != 0) addScaled(out, prior + <usize>row * stride, lambda, stride);
}

/**
 * Solves rows [from, to) of X exactly by Cholesky. G is the whole symmetric Gram matrix of Y; `scratch` holds d² + 64·d + d floats.
 */
export function solveByCholesky(
  rowStarts: usize, columns: usize, weights: usize, targets: usize,
  X: usize, Y: usize, G: usize, prior: usize,
  d: i32, from: i32, to: i32,
  regularisation: f32, unobserved: f32, others: f32, scratch: usize,
): void {
  const stride = <usize>d << 2;
  const A = scratch;
  const P = A + stride * <usize>d;
  const B = P + stride * <usize>BLOCK_ROWS;
  for (let row = from; row < to; row++) {
    const start = intAt(rowStarts, row);
    const end = intAt(rowStarts, row + 1);
    const x = X + <usize>row * stride;
    if (start == end && prior == 0) {
      memory.fill(x, 0, stride);
      continue;
    }
    const lambda = regularisation * (<f32>(end - start) + unobserved * others);
    const scale = f32x4.splat(unobserved);
    for (let i: usize = 0, n = stride * <usize>d; i < n; i += LANES) v128.store(A + i, f32x4.mul(scale, v128.load(G + i)));
    for (let i = 0; i < d; i++) {
      const diagonal = A + <usize>i * (stride + 4);
      store<f32>(diagonal, load<f32>(diagonal) + lambda);
    }
    startFromPrior(B, prior, row, lambda, stride);
    for (let k = start; k < end; k += BLOCK_ROWS) {
      const count = min(BLOCK_ROWS, end - k);
      for (let t = 0; t < count; t++) {
        const y = Y + <usize>intAt(columns, k + t) * stride;
        const weight = floatAt(weights, k + t);
        const root = f32x4.splat(sqrt<f32>(weight));
        const packed = P + <usize>t * stride;
        for (let i: usize = 0; i < stride; i += LANES) v128.store(packed + i, f32x4.mul(root, v128.load(y + i)));
        addScaled(B, y, weight * floatAt(targets, k + t), stride);
      }
      addOuterProducts(A, P, count, d);
    }
    // UᵀU = A in the upper triangle, forward substitution alongside; the diagonal keeps its inverse.
    for (let k = 0; k < d; k++) {
      const pivotRow = A + <usize>k * stride;
      const inverse: f32 = <f32>1.0 / sqrt<f32>(floatAt(pivotRow, k));
      const splat = f32x4.splat(inverse);
      for (let j: usize = <usize>(k & ~3) << 2; j < stride; j += LANES) v128.store(pivotRow + j, f32x4.mul(splat, v128.load(pivotRow + j)));
      const solved = floatAt(B, k) * inverse;
      store<f32>(B + (<usize>k << 2), solved);
      for (let i = k + 1; i < d; i++) {
        const factor = -floatAt(pivotRow, i);
        const factors = f32x4.splat(factor);
        const target = A + <usize>i * stride;
        for (let j: usize = <usize>(i & ~3) << 2; j < stride; j += LANES) v128.store(target + j, multiplyAdd(factors, v128.load(pivotRow + j), v128.load(target + j)));
        store<f32>(B + (<usize>i << 2), floatAt(B, i) + factor * solved);
      }
      store<f32>(pivotRow + (<usize>k << 2), inverse);
    }
    for (let k = d - 1; k >= 0; k--) {
      const pivotRow = A + <usize>k * stride;
      let sum = floatAt(B, k);
      for (let j = k + 1; j < d; j++) sum -= floatAt(pivotRow, j) * floatAt(x, j);
      store<f32>(x + (<usize>k << 2), sum * floatAt(pivotRow, k));
    }
  }
}

/** out = (unobserved · G + λ) v + Σ w (y·v) y over one row's entries. */
@inline function applySystem(
  out: usize, v: usize, columns: usize, weights: usize, Y: usize, G: usize,
  start: i32, end: i32, unobserved: f32, lambda: f32, d: i32,
): void {
  const stride = <usize>d << 2;
  memory.fill(out, 0, stride);
  for (let i = 0; i < d; i++) addScaled(out, G + <usize>i * stride, unobserved * floatAt(v, i), stride);
  addScaled(out, v, lambda, stride);
  for (let k = start; k < end; k++) {
    const y = Y + <usize>intAt(columns, k) * stride;
    addScaled(out, y, floatAt(weights, k) * dot(y, v, stride), stride);
  }
}

/** Improves rows [from, to) of X by `steps` steps of conjugate gradient from where they stand. `scratch` holds 3·d floats. */
export function solveByConjugateGradient(
  rowStarts: usize, columns: usize, weights: usize, targets: usize,
  X: usize, Y: usize, G: usize, prior: usize,
  d: i32, from: i32, to: i32,
  regularisation: f32, unobserved: f32, others: f32, scratch: usize, steps: i32,
): void {
  const stride = <usize>d << 2;
  const residual = scratch;
  const direction = residual + stride;
  const image = direction + stride;
  for (let row = from; row < to; row++) {
    const start = intAt(rowStarts, row);
    const end = intAt(rowStarts, row + 1);
    const x = X + <usize>row * stride;
    if (start == end && prior == 0) {
      memory.fill(x, 0, stride);
      continue;
    }
    const lambda = regularisation * (<f32>(end - start) + unobserved * others);
    applySystem(image, x, columns, weights, Y, G, start, end, unobserved, lambda, d);
    startFromPrior(residual, prior, row, lambda, stride);
    for (let k = start; k < end; k++) {
      addScaled(residual, Y + <usize>intAt(columns, k) * stride, floatAt(weights, k) * floatAt(targets, k), stride);
    }
    addScaled(residual, image, -1.0, stride);
    memory.copy(direction, residual, stride);
    let norm = dot(residual, residual, stride);
    for (let step = 0; step < steps; step++) {
      if (norm < 1e-20) break;
      applySystem(image, direction, columns, weights, Y, G, start, end, unobserved, lambda, d);
      const length = norm / dot(direction, image, stride);
      addScaled(x, direction, length, stride);
      addScaled(residual, image, -length, stride);
      const next = dot(residual, residual, stride);
      const ratio = f32x4.splat(next / norm);
      norm = next;
      for (let i: usize = 0; i < stride; i += LANES) v128.store(direction + i, multiplyAdd(ratio, v128.load(direction + i), v128.load(residual + i)));
    }
  }
}
