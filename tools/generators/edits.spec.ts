import { addImport, addToList, appendToBlock } from './edits.mjs';

describe('an edit', () => {
  it('adds to the end of a block and leaves what follows', () => {
    const proto = 'service A {\n  rpc X(Y) returns (Z) {\n    option a = "b";\n  }\n}\n\nmessage Y {}\n';
    expect(appendToBlock(proto, 'service A {', '  rpc N(Y) returns (Z) {}')).toBe(
      'service A {\n  rpc X(Y) returns (Z) {\n    option a = "b";\n  }\n  rpc N(Y) returns (Z) {}\n}\n\nmessage Y {}\n',
    );
  });

  it('adds to an empty list and to a full one', () => {
    expect(addToList('@Module({ providers: [] })', 'providers: [', ['A'])).toBe('@Module({ providers: [A] })');
    expect(addToList('providers: [\n  A,\n  B(["x"]),\n]', 'providers: [', ['C'])).toBe(
      'providers: [A,\n  B(["x"]), C]',
    );
  });

  it('adds an import after the last, once', () => {
    const text = "import { a } from 'a';\nimport {\n  b,\n} from 'b';\n\ncode();\n";
    const changed = addImport(text, "import { c } from 'c';");
    expect(changed).toBe("import { a } from 'a';\nimport {\n  b,\n} from 'b';\nimport { c } from 'c';\n\ncode();\n");
    expect(addImport(changed, "import { c } from 'c';")).toBe(changed);
  });

  it('says what it does not find', () => {
    expect(() => addToList('', 'providers: [', ['A'])).toThrow('there is no "providers: ["');
  });
});
