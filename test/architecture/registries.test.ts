import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** What the compiler says of the product, by file, when some files hold another text than they do. */
function complaints(changes: Record<string, (text: string) => string>): Map<string, string> {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, '.');
  const { tsBuildInfoFile: _, ...wanted } = { ...options, incremental: false };
  const changed = new Map(
    Object.entries(changes).map(([file, change]) => [resolve(file), change(readFileSync(file, 'utf8'))]),
  );
  const host = ts.createCompilerHost(wanted);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language, onError) => {
    const text = changed.get(resolve(name));
    return text === undefined
      ? getSourceFile(name, language, onError)
      : ts.createSourceFile(name, text, language);
  };
  const program = ts.createProgram(['src/main.ts', 'src/text-files.d.ts'], wanted, host);
  const said = new Map<string, string>();
  for (const { file, messageText } of program.getSemanticDiagnostics()) {
    const name = relative('.', file?.fileName ?? '');
    said.set(name, `${said.get(name) ?? ''}${ts.flattenDiagnosticMessageText(messageText, '\n')}\n`);
  }
  return said;
}

test('a language, a text or a platform that is named but not made does not compile where it is missing', () => {
  const said = complaints({
    'src/model/language.ts': (text) => text.replace("['en', ", "['en', 'ja', "),
    'src/model/address.ts': (text) => text.replace("'terminal']", "'terminal', 'matrix']"),
    'src/words/zh/cure.ts': (text) => text.replace(/'(cure\.[\w.-]+)':/, "'$1.lost':"),
  });
  for (const file of [
    'src/app/wiring.ts',
    'src/chat/account.ts',
    'src/deliveries/index.ts',
    'src/deliveries/limits.ts',
  ])
    expect(said.get(file)).toContain("'matrix' is missing");
  expect(said.get('src/words/index.ts')).toContain("'ja' is missing");
  expect(said.get('src/words/zh/cure.ts')).toMatch(/cure\.[\w.-]+/);
}, 300_000);
