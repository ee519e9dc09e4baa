/**
 * Small dense kernels for the randomised SVD. Tall matrices are row-major `rows × width`
 * Float32Array; small square ones are row-major Float64Array.
 */

/** Symmetric sparse matrix in compressed rows. */
export interface SparseRows {
  size: number;
  offsets: Int32Array;
  columns: Int32Array;
  values: Float32Array;
}

/** out = matrix · dense for rows [from, to); `dense` and `out` are size × width. */
export function multiplySparse(
  matrix: SparseRows,
  dense: Float32Array,
  out: Float32Array,
  width: number,
  from: number,
  to: number,
): void {
  const { offsets, columns, values } = matrix;
  const row = new Float64Array(width);
  for (let i = from; i < to; i++) {
    row.fill(0);
    const end = offsets[i + 1] ?? 0;
    for (let p = offsets[i] ?? 0; p < end; p++) {
      const value = values[p] ?? 0;
      const base = (columns[p] ?? 0) * width;
      for (let c = 0; c < width; c++) row[c] = (row[c] ?? 0) + value * (dense[base + c] ?? 0);
    }
    out.set(row, i * width);
  }
}

/** aᵀ · b for two tall matrices of equal shape, as width × width. */
export function crossProduct(a: Float32Array, b: Float32Array, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let base = 0; base < a.length; base += width) {
    for (let i = 0; i < width; i++) {
      const left = a[base + i] ?? 0;
      if (left === 0) continue;
      const target = i * width;
      for (let j = 0; j < width; j++)
        product[target + j] = (product[target + j] ?? 0) + left * (b[base + j] ?? 0);
    }
  }
  return product;
}

/** tall := tall · small, where small is width × columns; rows shrink to `columns`. */
export function multiplySmall(
  tall: Float32Array,
  small: Float64Array,
  width: number,
  columns: number,
): Float32Array {
  const rows = tall.length / width;
  const out = new Float32Array(rows * columns);
  const row = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    row.fill(0);
    for (let i = 0; i < width; i++) {
      const value = tall[r * width + i] ?? 0;
      if (value === 0) continue;
      for (let j = 0; j < columns; j++) row[j] = (row[j] ?? 0) + value * (small[i * columns + j] ?? 0);
    }
    out.set(row, r * columns);
  }
  return out;
}

/**
 * Orthonormal basis of the columns of a tall matrix by Cholesky QR. One round loses some orthogonality when
 * columns are nearly dependent, a second restores it. Dependent columns become zero.
 */
export function orthonormalise(tall: Float32Array, width: number, rounds: number): Float32Array {
  let basis = tall;
  for (let round = 0; round < rounds; round++) {
    basis = multiplySmall(basis, inverseUpper(crossProduct(basis, basis, width), width), width, width);
  }
  return basis;
}

/** R⁻¹ for gram = RᵀR; columns whose pivot vanishes are zeroed. */
function inverseUpper(gram: Float64Array, width: number): Float64Array {
  const upper = new Float64Array(width * width);
  let largest = 0;
  for (let i = 0; i < width; i++) largest = Math.max(largest, gram[i * width + i] ?? 0);
  const floor = largest * 1e-10;
  for (let i = 0; i < width; i++) {
    let pivot = gram[i * width + i] ?? 0;
    for (let k = 0; k < i; k++) pivot -= (upper[k * width + i] ?? 0) ** 2;
    if (pivot <= floor) continue;
    const diagonal = Math.sqrt(pivot);
    upper[i * width + i] = diagonal;
    for (let j = i + 1; j < width; j++) {
      let sum = gram[i * width + j] ?? 0;
      for (let k = 0; k < i; k++) sum -= (upper[k * width + i] ?? 0) * (upper[k * width + j] ?? 0);
      upper[i * width + j] = sum / diagonal;
    }
  }
  const inverse = new Float64Array(width * width);
  for (let j = 0; j < width; j++) {
    const diagonal = upper[j * width + j] ?? 0;
    if (diagonal === 0) continue;
    inverse[j * width + j] = 1 / diagonal;
    for (let i = j - 1; i >= 0; i--) {
      const own = upper[i * width + i] ?? 0;
      if (own === 0) continue;
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += (upper[i * width + k] ?? 0) * (inverse[k * width + j] ?? 0);
      inverse[i * width + j] = -sum / own;
    }
  }
  return inverse;
}

/** Eigenvalues (descending) and eigenvectors (columns) of a small symmetric matrix, by cyclic Jacobi rotations. */
export function symmetricEigen(
  matrix: Float64Array,
  width: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(width * width);
  for (let i = 0; i < width; i++) v[i * width + i] = 1;
  let scale = 0;
  for (const x of a) scale = Math.max(scale, Math.abs(x));
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < width; p++)
      for (let q = p + 1; q < width; q++) {
        const size = Math.abs(a[p * width + q] ?? 0);
        if (size > off) off = size;
        if (size > scale * 1e-14) rotate(a, v, width, p, q);
      }
    if (off <= scale * 1e-12) break;
  }
  const order = Array.from({ length: width }, (_, i) => i);
  order.sort((x, y) => (a[y * width + y] ?? 0) - (a[x * width + x] ?? 0) || x - y);
  const values = Float64Array.from(order, (i) => a[i * width + i] ?? 0);
  const vectors = new Float64Array(width * width);
  order.forEach((from, to) => {
    for (let i = 0; i < width; i++) vectors[i * width + to] = v[i * width + from] ?? 0;
  });
  return { values, vectors };
}

function rotate(a: Float64Array, v: Float64Array, width: number, p: number, q: number): void {
  const apq = a[p * width + q] ?? 0;
  const theta = ((a[q * width + q] ?? 0) - (a[p * width + p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < width; k++) {
    const kp = a[k * width + p] ?? 0;
    const kq = a[k * width + q] ?? 0;
    a[k * width + p] = c * kp - s * kq;
    a[k * width + q] = s * kp + c * kq;
  }
  for (let k = 0; k < width; k++) {
    const pk = a[p * width + k] ?? 0;
    const qk = a[q * width + k] ?? 0;
    a[p * width + k] = c * pk - s * qk;
    a[q * width + k] = s * pk + c * qk;
    const vkp = v[k * width + p] ?? 0;
    const vkq = v[k * width + q] ?? 0;
    v[k * width + p] = c * vkp - s * vkq;
    v[k * width + q] = s * vkp + c * vkq;
  }
}

/** Scales a vector to length 1 in place; a zero vector stays zero. */
export function normalise(vector: Float32Array): Float32Array {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (vector[i] ?? 0) ** 2;
  if (sum <= 1e-24) return vector.fill(0);
  const scale = 1 / Math.sqrt(sum);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * scale;
  return vector;
}

/** target += weight · source. */
export function addScaled(target: Float32Array, source: Float32Array, weight: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + weight * (source[i] ?? 0);
}
