import { useEffect, useMemo, useState } from 'react';
import { partialMessage, type QueryFailure } from '../api/failure';
import type { QueryAnswer, WorkspaceTable } from '../api/types';
import { ChartPane } from '../chart/ChartPane';
import { suggestedVisualization } from '../chart/resolve';
import { PastQuery } from '../panes/PastQuery';
import { Tabs } from '../panes/Tabs';
import type { HistoryEntry } from '../state/history';
import { countText, durationText } from './duration';
import { FailurePanel } from './FailurePanel';
import { TableView } from './TableView';

/** The state of the last run. */
export type RunState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly since: number }
  | {
      readonly kind: 'done';
      readonly answer: QueryAnswer;
      readonly seconds: number;
      readonly bytes: number;
      readonly id: number;
      readonly query: string;
    }
  | { readonly kind: 'failed'; readonly failure: QueryFailure; readonly seconds: number };

type View = { readonly kind: 'table'; readonly index: number } | { readonly kind: 'chart' };

interface AnswerProps {
  readonly answer: QueryAnswer;
  readonly query: string | null;
  readonly tables: readonly WorkspaceTable[];
  readonly dark: boolean;
  readonly onQuestion: (query: string) => void;
}

function Answer({ answer, query, tables, dark, onQuestion }: AnswerProps) {
  const hasChart = answer.render !== null && answer.render.visualization !== 'table';
  const [view, setView] = useState<View>(hasChart ? { kind: 'chart' } : { kind: 'table', index: 0 });
  const [visualization, setVisualization] = useState<string | null>(null);
  useEffect(() => {
    setView((before) =>
      hasChart
        ? { kind: 'chart' }
        : before.kind === 'chart'
          ? { kind: 'table', index: 0 }
          : before.index < answer.tables.length
            ? before
            : { kind: 'table', index: 0 },
    );
    setVisualization(null);
  }, [answer, hasChart]);
  const first = answer.tables[0];
  const shown = view.kind === 'table' ? answer.tables[view.index] : undefined;
  const render = useMemo(() => {
    const asked = answer.render ?? { visualization: first ? suggestedVisualization(first) : 'table' };
    return visualization === null ? asked : { ...asked, visualization };
  }, [answer, first, visualization]);
  const items = [
    { id: 'chart', label: 'Chart' },
    ...answer.tables.map((table, index) => ({
      id: `table-${index}`,
      label: answer.tables.length === 1 ? 'Table' : `${table.name} (${table.rows.length.toLocaleString('en')})`,
    })),
  ];
  return (
    <>
      {answer.partialError && (
        <div className="banner" role="alert" data-testid="partial">
          <b>These results are incomplete.</b> {partialMessage(answer.partialError)}
        </div>
      )}
      <Tabs
        label="Results"
        prefix="tab"
        items={items}
        selected={view.kind === 'chart' ? 'chart' : `table-${view.index}`}
        onSelect={(id) =>
          setView(id === 'chart' ? { kind: 'chart' } : { kind: 'table', index: Number(id.slice('table-'.length)) })
        }
      />
      <div className="view" role="tabpanel">
        {view.kind === 'chart' && first && (
          <ChartPane
            table={first}
            render={render}
            dark={dark}
            onVisualization={setVisualization}
            query={query}
            tables={tables}
            onQuestion={onQuestion}
          />
        )}
        {shown && <TableView table={shown} query={query} />}
      </div>
    </>
  );
}

interface Props {
  readonly run: RunState;
  /** The last answer stays in view while the next query runs. */
  readonly previous: QueryAnswer | null;
  readonly tables: readonly WorkspaceTable[];
  readonly dark: boolean;
  readonly errorLine: number | null;
  readonly onReveal: () => void;
  readonly onSample: () => void;
  /** Runs a query that the chart asks. */
  readonly onQuestion: (query: string) => void;
  readonly history: readonly HistoryEntry[];
  readonly onOpen: (query: string, timespan: string | null) => void;
}

/** How many past queries an empty page offers. */
const RECENT = 5;

/** Everything below the editor. */
export function ResultsPane(props: Props) {
  const { run, previous, tables, dark, errorLine, onReveal, onSample, onQuestion, history, onOpen } = props;
  const answer = run.kind === 'done' ? run.answer : run.kind === 'running' ? previous : null;
  return (
    <section
      className={`results${run.kind === 'running' ? ' busy' : ''}`}
      aria-label="Results"
      aria-busy={run.kind === 'running'}
      data-testid="results"
      data-state={run.kind}
    >
      {run.kind === 'running' && <div className="progress" aria-hidden="true" />}
      {answer && (
        <Answer
          answer={answer}
          query={run.kind === 'done' ? run.query : null}
          tables={tables}
          dark={dark}
          onQuestion={onQuestion}
        />
      )}
      {run.kind === 'failed' && <FailurePanel failure={run.failure} line={errorLine} onReveal={onReveal} />}
      {!answer && run.kind !== 'failed' && (
        <div className="blank welcome">
          {run.kind === 'running' ? (
            <p>Running …</p>
          ) : (
            <>
              <h2>Ask your logs</h2>
              <p>
                Write a query in KQL and press <kbd>Shift</kbd> <kbd>Enter</kbd>.
              </p>
              <button type="button" onClick={onSample} data-testid="welcome-sample">
                Try the tutorial’s first query
              </button>
              {history.length > 0 && (
                <section className="recent" aria-labelledby="recent-title" data-testid="recent">
                  <h3 id="recent-title">Recent queries</h3>
                  <ul className="cards-list history">
                    {history.slice(0, RECENT).map((entry) => (
                      <li key={entry.at}>
                        <PastQuery entry={entry} onQuery={onOpen} />
                      </li>
                    ))}
                  </ul>
                </section>
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}

/** The line of figures at the bottom of the page. */
export function runSummary(run: RunState): string {
  switch (run.kind) {
    case 'idle':
      return 'Ready';
    case 'running':
      return 'Running …';
    case 'failed':
      return `${run.failure.title} after ${durationText(run.seconds)}`;
    case 'done': {
      const rows = run.answer.tables.reduce((sum, table) => sum + table.rows.length, 0);
      const { executionSeconds, rowsScanned } = run.answer.statistics;
      return [
        countText(rows, 'row'),
        `${durationText(run.seconds)} in all`,
        executionSeconds === null ? '' : `${durationText(executionSeconds)} on the server`,
        rowsScanned === null ? '' : `${countText(rowsScanned, 'row')} scanned`,
      ]
        .filter((part) => part !== '')
        .join(' · ');
    }
  }
}
