/**
 * The functions and plugins of Halcyon's own, for the language service: it knows the language's built-in ones only and
 * would underline the others as mistakes. `test/dialect.test.ts` compares the list with what the server declares.
 */

export type Kind = 'bool' | 'integer' | 'real' | 'number' | 'string' | 'array' | 'weight';

export interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  readonly about: string;
  readonly isOptional: boolean;
}

export interface OwnFunction {
  readonly name: string;
  readonly isPlugin: boolean;
  readonly about: string;
  readonly parameters: readonly Parameter[];
  readonly columns: readonly (readonly [name: string, type: 'long' | 'real' | 'string' | 'dynamic'])[];
  /** Columns that only come with a parameter. */
  readonly columnsWith?: { readonly parameter: string; readonly columns: OwnFunction['columns'] };
}

const needs = (name: string, kind: Kind, about: string): Parameter => ({ name, kind, about, isOptional: false });
const takes = (name: string, kind: Kind, about: string): Parameter => ({ name, kind, about, isOptional: true });

export const OWN_FUNCTIONS: readonly OwnFunction[] = [
  {
    name: 'halcyon_explain',
    isPlugin: true,
    about:
      'Ranks the segments in which a condition holds more often than elsewhere: conjunctions of values and ranges of all columns that the condition does not read, each as a predicate with lift, support and probability. With a weight it explains a sum instead of a number of rows.',
    parameters: [
      needs('Condition', 'bool', 'what is to be explained'),
      takes('max_conditions', 'integer', 'how many conditions a segment may have; 3'),
      takes('max_segments', 'integer', 'how many segments there may be; 10'),
      takes('bins', 'integer', 'into how many parts numbers are cut; 20'),
      takes('min_support', 'real', 'the least share of what is to be explained that a segment holds; 0.02'),
      takes('max_p', 'real', 'the greatest probability by chance, corrected for the number of tests; 0.05'),
      takes('weight', 'weight', 'how much each row counts; every row once'),
    ],
    columns: [
      ['SegmentId', 'long'],
      ['Segment', 'string'],
      ['Conditions', 'dynamic'],
      ['CountTrue', 'long'],
      ['CountFalse', 'long'],
      ['ShareTrue', 'real'],
      ['ShareFalse', 'real'],
      ['Lift', 'real'],
      ['Support', 'real'],
      ['Score', 'real'],
      ['PValue', 'real'],
    ],
    columnsWith: {
      parameter: 'weight',
      columns: [
        ['WeightTrue', 'real'],
        ['WeightFalse', 'real'],
      ],
    },
  },
  {
    name: 'halcyon_log_patterns',
    isPlugin: true,
    about:
      'Finds the templates that lines of text were printed by: the text that lines share with placeholders for what varies, how many lines each has, a sample, and the values of the placeholders.',
    parameters: [
      needs('Text', 'string', 'the lines'),
      takes('similarity', 'real', 'the share of words that lines of a template have in common; 0.6'),
      takes('depth', 'integer', 'how many leading words they have in common; 1'),
      takes('max_templates', 'integer', 'the least frequent beyond are one row; 1000'),
      takes('masks', 'bool', 'whether numbers, addresses and times become placeholders at once; true'),
      takes('values', 'integer', 'how many values of each placeholder are told; 5'),
    ],
    columns: [
      ['TemplateId', 'string'],
      ['Template', 'string'],
      ['Count', 'long'],
      ['Share', 'real'],
      ['Sample', 'string'],
      ['Parameters', 'dynamic'],
    ],
  },
  {
    name: 'halcyon_anomalies',
    isPlugin: false,
    about:
      'Flags, scores and the expected value of each point of a series, from what lies before the point only: a later point never changes an earlier verdict.',
    parameters: [
      needs('series', 'array', 'numbers at equal distances'),
      takes('threshold', 'number', 'from which score on a point is flagged'),
      takes('seasonality', 'integer', 'points of a season; -1 finds it, 0 says that there is none'),
      takes('method', 'string', 'the way a score is made'),
      takes('cool_down', 'integer', 'how many points after a flag no other is raised'),
      takes('scale_floor', 'number', 'the least deviation that counts'),
    ],
    columns: [
      ['ad_flag', 'dynamic'],
      ['ad_score', 'dynamic'],
      ['baseline', 'dynamic'],
    ],
  },
  {
    name: 'halcyon_forecast',
    isPlugin: false,
    about:
      'Predicts the last points of a series by whichever of five methods has done best on points held back, with intervals.',
    parameters: [
      needs('series', 'array', 'numbers at equal distances; the points to predict are at its end'),
      needs('points', 'integer', 'how many points to predict'),
      takes('seasonality', 'integer', 'points of a season; -1 finds it, 0 says that there is none'),
      takes('confidence', 'number', 'the share of points that the intervals are to hold'),
      takes('method', 'string', 'one method instead of the best'),
    ],
    columns: [
      ['forecast', 'dynamic'],
      ['lower', 'dynamic'],
      ['upper', 'dynamic'],
      ['method', 'string'],
    ],
  },
];

/** The language service has no types that can be told without loading all of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Service = any;

/** Adds Halcyon's own functions and plugins. Before the service is used first: its state keeps what it finds then. */
export function teachDialect(kusto: Service, system: Service): void {
  const { Expression } = kusto.Syntax;
  const count = (list: Service): number => system.Array.getCount(list, Expression);
  const item = (list: Service, place: number): Service => system.Array.getItem(list, place, Expression);
  const { Symbols, Functions, PlugIns, FunctionHelpers } = kusto;
  const { ScalarTypes, ParameterTypeKind: kinds } = Symbols;
  const kindOf: Readonly<Record<Kind, unknown>> = {
    bool: kinds.NumberOrBool,
    integer: kinds.Integer,
    real: kinds.Number,
    number: kinds.Number,
    string: kinds.StringOrDynamic,
    array: kinds.DynamicArray,
    weight: kinds.Summable,
  };
  const typeOf = {
    long: ScalarTypes.Long,
    real: ScalarTypes.Real,
    string: ScalarTypes.String,
    dynamic: ScalarTypes.Dynamic,
  };
  const columnsOf = (columns: OwnFunction['columns']): unknown[] =>
    columns.map(([name, type]) => new Symbols.ColumnSymbol(name, typeOf[type]));
  for (const own of OWN_FUNCTIONS) {
    const parameters = own.parameters.map(
      ({ name, kind, about, isOptional }) =>
        new Symbols.Parameter.ctor(
          name,
          kindOf[kind],
          Symbols.ArgumentKind.Expression,
          undefined,
          undefined,
          false,
          undefined,
          isOptional ? 0 : 1,
          1,
          undefined,
          about,
        ),
    );
    const result = (context: Service): unknown => {
      if (!own.isPlugin) {
        return FunctionHelpers.MakePrefixedTuple(
          context,
          'series',
          new Symbols.TupleSymbol.ctor(columnsOf(own.columns)),
        );
      }
      const more = own.columnsWith;
      const columns = more && context.GetArgument$1(more.parameter) ? [...own.columns, ...more.columns] : own.columns;
      return new Symbols.TableSymbol.$ctor3(columnsOf(columns));
    };
    const { Tabularity } = Symbols;
    const byName = new Map(own.parameters.map((one, index) => [one.name, parameters[index]]));
    const signature = new Symbols.Signature.ctor(
      result,
      own.isPlugin ? Tabularity.Tabular : Tabularity.Scalar,
      parameters,
      // Left to itself the service takes arguments by their place, named or not.
    ).WithLayout$1((_signature: Service, given: Service, layout: Service) => {
      for (let place = 0; place < count(given); place++) {
        const argument = item(given, place);
        layout.add(byName.get(argument.Name?.SimpleName) ?? parameters[Math.min(place, parameters.length - 1)]);
      }
    });
    const symbol = new Symbols.FunctionSymbol.$ctor10(own.name, [signature], own.about);
    (own.isPlugin ? PlugIns : Functions).All.push(symbol);
  }
}
