import { BinaryReader } from '@bufbuild/protobuf/wire';

import { FLOAT32 } from './writer.ts';

/** What the contract check needs to know of a model file. */
export interface OnnxSummary {
  metadata: Record<string, string>;
  /** `domain:operator`, domain empty for ai.onnx. */
  operators: string[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  /** Attributes of the first tree ensemble; null without one. */
  trees: OnnxAttributes | null;
  /** Float32 initializers by name. */
  floats: Map<string, Float32Array>;
  /** Constructs that a ranker may not use, in words. */
  forbidden: string[];
}

/** A node's attributes by kind of value; single values are lists of one. */
export interface OnnxAttributes {
  readonly ints: Map<string, number[]>;
  readonly floats: Map<string, number[]>;
  readonly strings: Map<string, string[]>;
}

/** A graph input or output; `null` marks a free dimension. */
export interface OnnxValue {
  name: string;
  elementType: number;
  shape: (number | null)[];
}

/**
 * Reads a model's structure without running it (onnx.proto field numbers). Throws an Error when the bytes are no
 * protobuf message; subgraphs, local functions, sparse or outside data are listed as forbidden.
 */
export function readOnnx(bytes: Uint8Array): OnnxSummary {
  const summary: OnnxSummary = {
    metadata: {},
    operators: [],
    inputs: [],
    outputs: [],
    trees: null,
    floats: new Map(),
    forbidden: [],
  };
  try {
    eachField(bytes, (field, reader) => {
      if (field === 7) readGraph(reader.bytes(), summary);
      else if (field === 14) {
        const [key, value] = readEntry(reader.bytes());
        summary.metadata[key] = value;
      } else if (field === 20) forbid(reader, summary, 'training information');
      else if (field === 25) forbid(reader, summary, 'local functions');
      else return false;
      return true;
    });
  } catch (error) {
    throw new Error('Not a readable ONNX file', { cause: error });
  }
  return summary;
}

function readGraph(bytes: Uint8Array, summary: OnnxSummary): void {
  eachField(bytes, (field, reader) => {
    if (field === 1) readNode(reader.bytes(), summary);
    else if (field === 5) readTensor(reader.bytes(), summary);
    else if (field === 11) summary.inputs.push(readValue(reader.bytes()));
    else if (field === 12) summary.outputs.push(readValue(reader.bytes()));
    else if (field === 15) forbid(reader, summary, 'sparse initializers');
    else return false;
    return true;
  });
}

function readNode(bytes: Uint8Array, summary: OnnxSummary): void {
  let operator = '';
  let domain = '';
  const attributes: OnnxAttributes = { ints: new Map(), floats: new Map(), strings: new Map() };
  eachField(bytes, (field, reader) => {
    if (field === 4) operator = reader.string();
    else if (field === 7) domain = reader.string();
    else if (field === 5) readAttribute(reader.bytes(), summary, attributes);
    else return false;
    return true;
  });
  if (operator.startsWith('TreeEnsemble')) summary.trees ??= attributes;
  summary.operators.push(`${domain === 'ai.onnx' ? '' : domain}:${operator}`);
}

/** Tensors inside attributes could point to outside files, graphs could hide operators; no ranker needs either. */
function readAttribute(bytes: Uint8Array, summary: OnnxSummary, into: OnnxAttributes): void {
  let name = '';
  const ints: number[] = [];
  const floats: number[] = [];
  const strings: string[] = [];
  eachField(bytes, (field, reader, wire) => {
    if (field === 1) name = reader.string();
    else if (field === 2) floats.push(reader.float());
    else if (field === 3) ints.push(Number(reader.int64()));
    else if (field === 4 || field === 9) strings.push(reader.string());
    else if (field === 7 && wire === 5) floats.push(reader.float());
    else if (field === 7) for (const value of floatsOf(reader.bytes())) floats.push(value);
    else if (field === 8 && wire === 0) ints.push(Number(reader.int64()));
    else if (field === 8) readPackedInts(reader.bytes(), ints);
    else if (field === 6 || field === 11) forbid(reader, summary, 'subgraphs');
    else if (field === 5 || field === 10) readTensor(reader.bytes(), summary);
    else if (field === 22 || field === 23) forbid(reader, summary, 'sparse tensors');
    else return false;
    return true;
  });
  if (ints.length > 0) into.ints.set(name, ints);
  if (floats.length > 0) into.floats.set(name, floats);
  if (strings.length > 0) into.strings.set(name, strings);
}

function readPackedInts(bytes: Uint8Array, into: number[]): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) into.push(Number(reader.int64()));
}

function readTensor(bytes: Uint8Array, summary: OnnxSummary): void {
  let name = '';
  let elementType = 0;
  let raw: Uint8Array | null = null;
  const listed: number[] = [];
  eachField(bytes, (field, reader, wire) => {
    if (field === 2) elementType = reader.int32();
    else if (field === 4 && wire === 5) listed.push(reader.float());
    else if (field === 4) listed.push(...floatsOf(reader.bytes()));
    else if (field === 8) name = reader.string();
    else if (field === 9) raw = reader.bytes();
    else if (field === 13) forbid(reader, summary, 'external data');
    else if (field === 14) {
      if (reader.int32() !== 0) summary.forbidden.push('external data');
    } else return false;
    return true;
  });
  if (elementType !== FLOAT32 || name === '') return;
  summary.floats.set(name, raw === null ? Float32Array.from(listed) : floatsOf(raw));
}

function readValue(bytes: Uint8Array): OnnxValue {
  const value: OnnxValue = { name: '', elementType: 0, shape: [] };
  eachField(bytes, (field, reader) => {
    if (field === 1) value.name = reader.string();
    else if (field === 2) readType(reader.bytes(), value);
    else return false;
    return true;
  });
  return value;
}

function readType(bytes: Uint8Array, value: OnnxValue): void {
  eachField(bytes, (field, reader) => {
    if (field !== 1) return false;
    eachField(reader.bytes(), (inner, typeReader) => {
      if (inner === 1) value.elementType = typeReader.int32();
      else if (inner === 2) value.shape = readShape(typeReader.bytes());
      else return false;
      return true;
    });
    return true;
  });
}

function readShape(bytes: Uint8Array): (number | null)[] {
  const shape: (number | null)[] = [];
  eachField(bytes, (field, reader) => {
    if (field !== 1) return false;
    let size: number | null = null;
    eachField(reader.bytes(), (inner, dimReader) => {
      if (inner !== 1) return false;
      size = Number(dimReader.int64());
      return true;
    });
    shape.push(size);
    return true;
  });
  return shape;
}

function readEntry(bytes: Uint8Array): [string, string] {
  let key = '';
  let value = '';
  eachField(bytes, (field, reader) => {
    if (field === 1) key = reader.string();
    else if (field === 2) value = reader.string();
    else return false;
    return true;
  });
  return [key, value];
}

function forbid(reader: BinaryReader, summary: OnnxSummary, what: string): void {
  reader.bytes();
  summary.forbidden.push(what);
}

function eachField(
  bytes: Uint8Array,
  visit: (field: number, reader: BinaryReader, wire: number) => boolean,
): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (!visit(field, reader, wire)) reader.skip(wire);
  }
}

function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
