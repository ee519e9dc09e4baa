import { BinaryWriter } from '@bufbuild/protobuf/wire';

/*
 * Encoder of the part of onnx.proto that rankers need: IR version 8, opset 17, ai.onnx.ml 3.
 * Field numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

/** ONNX element types in use. */
export const FLOAT32 = 1;
const INT64 = 7;

const IR_VERSION = 8;
const OPSETS: readonly (readonly [domain: string, version: number])[] = [
  ['', 17],
  ['ai.onnx.ml', 3],
];

/** A node attribute's value. */
export type OnnxAttribute = string | number | Float32Array | readonly string[] | readonly number[];

/** A dimension: fixed, or named and free. */
export type OnnxDimension = number | string;

/** An encoded message. */
export type Message = Uint8Array;

/** An initializer of float32 or int64 values. */
export function tensor(name: string, dims: readonly number[], values: Float32Array | BigInt64Array): Message {
  return message((w) => {
    for (const dim of dims) w.tag(1, 0).int64(dim);
    w.tag(2, 0).int32(values instanceof Float32Array ? FLOAT32 : INT64);
    w.tag(8, 2).string(name);
    w.tag(9, 2).bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  });
}

/** A node; attributes that are numbers are integers. */
export function node(
  op: string,
  edges: { inputs: readonly string[]; outputs: readonly string[] },
  attributes: Record<string, OnnxAttribute> = {},
  domain = '',
): Message {
  return message((w) => {
    for (const input of edges.inputs) w.tag(1, 2).string(input);
    for (const output of edges.outputs) w.tag(2, 2).string(output);
    w.tag(4, 2).string(op);
    for (const [name, value] of Object.entries(attributes)) w.tag(5, 2).bytes(attribute(name, value));
    if (domain !== '') w.tag(7, 2).string(domain);
  });
}

/** A float32 graph input or output. */
export function floatValue(name: string, shape: readonly OnnxDimension[]): Message {
  const dimensions = message((w) => {
    for (const dim of shape) {
      const encoded = message((d) => {
        if (typeof dim === 'string') d.tag(2, 2).string(dim);
        else d.tag(1, 0).int64(dim);
      });
      w.tag(1, 2).bytes(encoded);
    }
  });
  const tensorType = message((w) => w.tag(1, 0).int32(FLOAT32).tag(2, 2).bytes(dimensions));
  return message((w) =>
    w
      .tag(1, 2)
      .string(name)
      .tag(2, 2)
      .bytes(message((t) => t.tag(1, 2).bytes(tensorType))),
  );
}

/** A whole model file. */
export function model(graph: {
  nodes: readonly Message[];
  initializers?: readonly Message[];
  inputs: readonly Message[];
  outputs: readonly Message[];
  metadata?: Record<string, string>;
}): Message {
  const body = message((w) => {
    for (const item of graph.nodes) w.tag(1, 2).bytes(item);
    w.tag(2, 2).string('access');
    for (const item of graph.initializers ?? []) w.tag(5, 2).bytes(item);
    for (const item of graph.inputs) w.tag(11, 2).bytes(item);
    for (const item of graph.outputs) w.tag(12, 2).bytes(item);
  });
  return message((w) => {
    w.tag(1, 0).int64(IR_VERSION).tag(2, 2).string('access').tag(7, 2).bytes(body);
    for (const [domain, version] of OPSETS)
      w.tag(8, 2).bytes(message((o) => o.tag(1, 2).string(domain).tag(2, 0).int64(version)));
    for (const [key, value] of Object.entries(graph.metadata ?? {}))
      w.tag(14, 2).bytes(message((p) => p.tag(1, 2).string(key).tag(2, 2).string(value)));
  });
}

/** AttributeProto.AttributeType of each kind of value. */
const ATTRIBUTE_TYPE = { int: 2, string: 3, floats: 6, ints: 7, strings: 8 } as const;

function attribute(name: string, value: OnnxAttribute): Message {
  return message((w) => {
    w.tag(1, 2).string(name);
    const type = writeValue(w, value);
    w.tag(20, 0).int32(type);
  });
}

function writeValue(w: BinaryWriter, value: OnnxAttribute): number {
  if (typeof value === 'number') {
    w.tag(3, 0).int64(value);
    return ATTRIBUTE_TYPE.int;
  }
  if (typeof value === 'string') {
    w.tag(4, 2).string(value);
    return ATTRIBUTE_TYPE.string;
  }
  if (value instanceof Float32Array) {
    w.tag(7, 2).bytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return ATTRIBUTE_TYPE.floats;
  }
  let type: number = ATTRIBUTE_TYPE.ints;
  for (const item of value) {
    if (typeof item === 'number') w.tag(8, 0).int64(item);
    else {
      w.tag(9, 2).string(item);
      type = ATTRIBUTE_TYPE.strings;
    }
  }
  return type;
}

function message(write: (writer: BinaryWriter) => void): Message {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}
