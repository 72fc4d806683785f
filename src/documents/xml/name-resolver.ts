/** Attributes by name; an object without a prototype, so that no name means anything but itself. */
export type XmlAttributes = Readonly<Record<string, string>>;

/** Attributes as a part writes them: name, value, name, value. */
export type WrittenAttributes = readonly string[];

/** The prefixes in force and the names already resolved under them. */
type Scope = {
  readonly uris: ReadonlyMap<string, string>;
  readonly elements: Map<string, string>;
  readonly attributes: Map<string, string>;
};

/** Turns the names of a part, with the part's own prefixes, into names with the reader's prefixes. */
export type NameResolver = {
  /** The name of an element that opens, with the prefixes it declares itself in force until it closes. */
  readonly open: (name: string, attributes: WrittenAttributes) => string;
  readonly close: (name: string) => string;
  readonly attributes: (attributes: WrittenAttributes) => XmlAttributes;
};

const scopeOf = (uris: ReadonlyMap<string, string>): Scope => ({ uris, elements: new Map(), attributes: new Map() });

/** The prefixes that attributes declare, '' for the default; null when they declare none, as nearly always. */
const declarations = (attributes: WrittenAttributes): ReadonlyMap<string, string> | null => {
  let found: Map<string, string> | null = null;
  for (let i = 0; i < attributes.length; i += 2) {
    const name = attributes[i]!;
    if (!name.startsWith('xmlns')) continue;
    found ??= new Map();
    if (name.length === 5) found.set('', attributes[i + 1]!);
    else if (name[5] === ':') found.set(name.slice(6), attributes[i + 1]!);
  }
  return found;
};

/** A resolver for one pass over one part. Names are resolved once a scope, since a part repeats a few names for ever. */
export const nameResolver = (namespaces: Readonly<Record<string, string>>): NameResolver => {
  const known = new Map(Object.entries(namespaces));
  const outer: Scope[] = [];
  const declares: boolean[] = [];
  let scope = scopeOf(new Map([['', '']]));
  const resolve = (name: string): string => {
    const colon = name.indexOf(':');
    const uri = scope.uris.get(colon < 0 ? '' : name.slice(0, colon));
    const prefix = uri === '' ? '' : (known.get(uri ?? '') ?? '?');
    const local = name.slice(colon + 1);
    return prefix === '' ? local : `${prefix}:${local}`;
  };
  const once = (cache: Map<string, string>, name: string, find: (name: string) => string): string => {
    const cached = cache.get(name);
    if (cached !== undefined) return cached;
    const resolved = find(name);
    cache.set(name, resolved);
    return resolved;
  };
  const element = (name: string): string => once(scope.elements, name, resolve);
  // an attribute without a prefix is in no namespace, whatever the default one is
  const ofAttribute = (name: string): string => (name.includes(':') ? resolve(name) : name);
  const attribute = (name: string): string => once(scope.attributes, name, ofAttribute);
  return {
    open: (name, attributes) => {
      const declared = declarations(attributes);
      declares.push(declared !== null);
      if (declared) {
        outer.push(scope);
        scope = scopeOf(new Map([...scope.uris, ...declared]));
      }
      return element(name);
    },
    close: (name) => {
      const resolved = element(name);
      if (declares.pop()) scope = outer.pop()!;
      return resolved;
    },
    attributes: (attributes) => {
      const named: Record<string, string> = Object.create(null);
      for (let i = 0; i < attributes.length; i += 2) named[attribute(attributes[i]!)] = attributes[i + 1]!;
      return named;
    },
  };
};
