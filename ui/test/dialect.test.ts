import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { OWN_FUNCTIONS, teachDialect } from '../src/editor/dialect';

const ROOT = join(import.meta.dirname, '..');

/** What the server declares: the names of each function's parameters. */
function declared(): Map<string, readonly string[]> {
  const text = readFileSync(join(ROOT, '../kql/src/main/resources/dev/halcyon/kql/function/halcyon.functions'), 'utf8');
  const found = new Map<string, readonly string[]>();
  for (const [, name, parameters] of text.matchAll(/^(?:scalar|plugin) (\w+)\n {2}\((.*?)\) ->/gm)) {
    found.set(
      name as string,
      [...(parameters as string).matchAll(/(\w+\??):/g)].map((match) => match[1] as string),
    );
  }
  return found;
}

it('names what the server declares', () => {
  const ours = OWN_FUNCTIONS.map((one): [string, string[]] => [
    one.name,
    one.parameters.map((parameter) => `${parameter.name}${parameter.isOptional ? '?' : ''}`),
  ]);
  expect(new Map(ours)).toEqual(declared());
});

// Starting the service takes seconds on a busy machine.
describe('the language service', { timeout: 120_000 }, () => {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  let Kusto: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  let globals: any;

  beforeAll(() => {
    for (const path of ['language-service/bridge.min.js', 'language-service-next/Kusto.Language.Bridge.min.js']) {
      const source = readFileSync(join(ROOT, 'node_modules/@kusto', path), 'utf8');
      // As a module's loader is not there, the service leaves its names with the global object.
      runInThisContext(source.replace('typeof module!="undefined"&&module.exports', 'false'));
    }
    Kusto = (globalThis as unknown as { Kusto: { Language: unknown } }).Kusto.Language;
    teachDialect(Kusto, (globalThis as unknown as { System: unknown }).System);
    const { Symbols } = Kusto;
    const column = (name: string, type: unknown) => new Symbols.ColumnSymbol(name, type);
    const table = new Symbols.TableSymbol.$ctor4('Usage', [
      column('TimeGenerated', Symbols.ScalarTypes.DateTime),
      column('DataType', Symbols.ScalarTypes.String),
      column('Quantity', Symbols.ScalarTypes.Real),
    ]);
    globals = Kusto.GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('w', [table]));
  }, 120_000);

  function complaints(query: string): string[] {
    const found = Kusto.KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
    return Array.from({ length: found.Count }, (_, index) => found.getItem(index).Message as string);
  }

  it.each([
    'Usage | evaluate halcyon_explain(Quantity > 3) | project Segment, Lift',
    'Usage | evaluate halcyon_explain(Quantity > 3, 2, 5, max_p = 0.01)',
    'Usage | evaluate halcyon_explain(TimeGenerated > ago(1h), weight = Quantity) | project Segment, WeightTrue',
    'Usage | evaluate halcyon_log_patterns(DataType, values = 0) | where Count > 3',
    'Usage | make-series S = sum(Quantity) on TimeGenerated step 1h | extend (F, L, U, M) = halcyon_forecast(S, 48)',
    'Usage | make-series S = sum(Quantity) on TimeGenerated step 1h | extend halcyon_anomalies(S, 3.5)',
  ])('has no complaint about %s', (query) => {
    expect(complaints(query)).toEqual([]);
  });

  it('still complains about what is not there', () => {
    expect(complaints('Usage | evaluate halcyon_explan(Quantity > 3)')).not.toEqual([]);
    expect(complaints('Usage | evaluate halcyon_explain(Quantity > 3) | project Segmnt')).not.toEqual([]);
  });

  it('completes them and tells what they do', () => {
    const text = 'Usage | evaluate hal';
    const service = new Kusto.Editor.KustoCodeService.$ctor1(text, globals);
    const { Items } = service.GetCompletionItems(text.length);
    const names = Array.from({ length: Items.Count }, (_, index) => Items.getItem(index).DisplayText.split('(')[0]);
    expect(names).toContain('halcyon_explain');
    expect(names).toContain('halcyon_log_patterns');
    const query = 'Usage | evaluate halcyon_explain(Quantity > 3)';
    const info = new Kusto.Editor.KustoCodeService.$ctor1(query, globals).GetQuickInfo(20);
    expect(info.Text).toContain('more often than elsewhere');
  });
});
