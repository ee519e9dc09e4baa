import { crc32, deflateRawSync } from 'node:zlib';

interface Part {
  readonly name: string;
  readonly packed: Buffer;
  readonly checksum: number;
  readonly declared: number;
}

function part(name: string, content: Buffer, declared = content.length): Part {
  return { name, packed: deflateRawSync(content), checksum: crc32(content), declared };
}

/** A ZIP written by hand, so that a test can lie in it. */
function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, checksum, declared } of parts) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    writeSizes(local, 8, { checksum, packed: packed.length, declared, name });
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    writeSizes(entry, 10, { checksum, packed: packed.length, declared, name });
    entry.writeUInt32LE(offset, 42);
    bodies.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

function writeSizes(
  record: Buffer,
  at: number,
  { checksum, packed, declared, name }: { checksum: number; packed: number; declared: number; name: string },
): void {
  record.writeUInt16LE(8, at);
  record.writeUInt32LE(checksum, at + 6);
  record.writeUInt32LE(packed, at + 10);
  record.writeUInt32LE(declared, at + 14);
  record.writeUInt16LE(name.length, at + 18);
}

function docx(body: Buffer, declared?: number): Buffer {
  const types =
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const relations =
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
  return zip([
    part('[Content_Types].xml', Buffer.from(types)),
    part('_rels/.rels', Buffer.from(relations)),
    part('word/document.xml', body, declared),
  ]);
}

function wrap(paragraphs: Buffer): Buffer {
  const head =
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>';
  return Buffer.concat([
    Buffer.from(head),
    paragraphs,
    Buffer.from('</w:t></w:r></w:p></w:body></w:document>'),
  ]);
}

const OVER_THE_LIMIT = 101 * 1024 * 1024;

/** A small honest file. */
export function plainDocx(text: string): Buffer {
  return docx(wrap(Buffer.from(text)));
}

/** 100 kB that unpack to more than 100 MB, and say so. */
export function bombDocx(): Buffer {
  return docx(wrap(Buffer.alloc(OVER_THE_LIMIT, 'a')));
}

/** The same bomb with a declared size of 1,000 bytes. */
export function lyingDocx(): Buffer {
  return docx(wrap(Buffer.alloc(OVER_THE_LIMIT, 'a')), 1_000);
}

/** An archive of very many empty entries. */
export function crowdedDocx(entries: number): Buffer {
  const empty = Buffer.alloc(0);
  return zip(Array.from({ length: entries }, (_, index) => part(`word/${index}.xml`, empty)));
}
