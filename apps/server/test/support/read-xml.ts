import sax from 'sax';

/** An element of an XML document with everything in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Open[];
}

/** The root of a well-formed document; throws for any other. */
export function readXml(text: string): XmlElement {
  const parser = sax.parser(true);
  const open: Open[] = [{ name: '', attributes: {}, text: '', children: [] }];
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const plain = Object.entries(attributes).map(([key, value]) => [key, String(value)]);
    const element = { name, attributes: Object.fromEntries(plain), text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.ontext = (part) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.onclosetag = () => void open.pop();
  parser.write(text).close();
  const [root, ...others] = open[0]?.children ?? [];
  if (root === undefined || others.length > 0) throw new Error('An XML document has one root');
  return root;
}

/** The children of this name. */
export const all = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((child) => child.name === name);

/** The text of the only child of this name; throws where there are none or several. */
export function only(element: XmlElement, name: string): string {
  const [child, ...others] = all(element, name);
  if (child === undefined || others.length > 0) throw new Error(`${element.name} has one ${name}`);
  return child.text;
}
