import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { fetchSchema, type Access } from './api/client';
import type { QueryFailure } from './api/failure';
import type { PageConfig, QueryAnswer, WorkspaceSchema } from './api/types';
import type { EditorHandle } from './editor/QueryEditor';
import { locate, type TextSpan } from './editor/locate';
import { HelpDialog } from './panes/HelpDialog';
import { KeyDialog } from './panes/KeyDialog';
import { SidePane } from './panes/SidePane';
import { Splitter } from './panes/Splitter';
import { TopBar } from './panes/TopBar';
import { durationText } from './results/duration';
import { ResultsPane, runSummary, type RunState } from './results/ResultsPane';
import { SAMPLES } from './samples';
import { copyText } from './state/clipboard';
import { isHistory, remembered } from './state/history';
import { useDark, useElapsed, useKept, useRunner } from './state/hooks';
import { linkedQuery, linkTo } from './state/link';
import { isNumber, isText, load, save } from './state/storage';
import { TimeRangePicker } from './time/TimeRangePicker';
import { rangeOf, timespanOf, type TimeRange } from './time/timespan';

const QueryEditor = lazy(() => import('./editor/QueryEditor'));

const FIRST_TEXT = '// Write KQL here; Shift+Enter runs the query at the cursor.\n';
const KEY_NAME = 'halcyon.key';
const NO_TABLES: WorkspaceSchema['tables'] = [];

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

export function App({ config }: { readonly config: PageConfig }) {
  const dark = useDark();
  const editor = useRef<EditorHandle>(null);
  const runner = useRunner();
  const [apiKey, setApiKey] = useState<string | null>(
    () => config.apiKey ?? load(sessionStorage, KEY_NAME, isText, '') ?? null,
  );
  const [keyComplaint, setKeyComplaint] = useState<string | null>(null);
  const [schema, setSchema] = useState<WorkspaceSchema | null>(null);
  const [schemaFailure, setSchemaFailure] = useState<QueryFailure | null>(null);
  const [range, setRange] = useState<TimeRange>(() => rangeOf(linkedQuery(location.hash)?.timespan ?? null));
  const [run, setRun] = useState<RunState>({ kind: 'idle' });
  const [previous, setPrevious] = useState<QueryAnswer | null>(null);
  const [errorSpan, setErrorSpan] = useState<(TextSpan & { readonly line: number }) | null>(null);
  const [history, setHistory] = useKept('halcyon.history', isHistory, []);
  const [sideWidth, setSideWidth] = useKept('halcyon.side', isNumber, 268);
  const [editorHeight, setEditorHeight] = useKept('halcyon.editor', isNumber, 232);
  const [isSideOpen, setSideOpen] = useState(false);
  const [notice, setNotice] = useState('');
  const [isHelpOpen, setHelpOpen] = useState(false);
  const runs = useRef(0);
  const elapsed = useElapsed(run.kind === 'running' ? run.since : null);
  const hasKey = apiKey !== null && apiKey !== '';

  const access: Access = { workspaceId: config.workspaceId, apiKey: apiKey ?? '' };

  const refuseKey = useCallback(
    (failure: QueryFailure) => {
      if (config.apiKey === null) {
        setApiKey(null);
        setKeyComplaint(failure.message);
      }
    },
    [config.apiKey],
  );

  const readSchema = useCallback(async () => {
    if (!hasKey) {
      return;
    }
    setSchemaFailure(null);
    const outcome = await fetchSchema({ workspaceId: config.workspaceId, apiKey: apiKey ?? '' });
    if (outcome.ok) {
      setSchema(outcome.schema);
    } else if (outcome.failure.kind === 'unauthorised') {
      refuseKey(outcome.failure);
    } else {
      setSchemaFailure(outcome.failure);
    }
  }, [apiKey, hasKey, config.workspaceId, refuseKey]);

  useEffect(() => void readSchema(), [readSchema]);

  const latest = useRef({ execute: async () => {}, cancel: runner.cancel, history });

  const execute = async () => {
    const block = editor.current?.current();
    if (!block || block.text.trim() === '') {
      editor.current?.focus();
      return;
    }
    const timespan = timespanOf(range);
    const since = performance.now();
    editor.current?.clearMarks();
    setErrorSpan(null);
    setRun({ kind: 'running', since });
    const outcome = await runner.run(access, block.text, timespan);
    if (outcome === null) {
      return;
    }
    const seconds = (performance.now() - since) / 1000;
    if (outcome.ok) {
      setRun({
        kind: 'done',
        answer: outcome.answer,
        seconds,
        bytes: outcome.bytes,
        id: ++runs.current,
        query: block.text,
      });
      setPrevious(outcome.answer);
    } else {
      setRun({ kind: 'failed', failure: outcome.failure, seconds });
      setPrevious(null);
      const span = locate(block.text, outcome.failure);
      if (span) {
        const placed = { start: block.start + span.start, end: block.start + span.end };
        setErrorSpan({ ...placed, line: editor.current?.lineAt(placed.start) ?? 1 });
        editor.current?.mark(placed, outcome.failure.message);
      }
      if (outcome.failure.kind === 'unauthorised') {
        refuseKey(outcome.failure);
      }
    }
    if (outcome.ok || outcome.failure.kind !== 'cancelled') {
      const rows = outcome.ok ? outcome.answer.tables.reduce((sum, table) => sum + table.rows.length, 0) : null;
      setHistory(remembered(latest.current.history, { query: block.text, timespan, at: Date.now(), seconds, rows }));
    }
  };

  latest.current = { execute, cancel: runner.cancel, history };

  const tell = (text: string) => {
    setNotice(text);
    setTimeout(() => setNotice((now) => (now === text ? '' : now)), 4_000);
  };

  const copyLink = async () => {
    const block = editor.current?.current();
    const copied =
      block !== null &&
      block !== undefined &&
      (await copyText(linkTo(location.href, { query: block.text, timespan: timespanOf(range) })));
    tell(copied ? 'Link copied' : 'Nothing to link to');
  };

  const openQuery = (query: string, timespan: string | null) => {
    const before = editor.current?.text().trim() ?? '';
    editor.current?.place(query);
    setRange(rangeOf(timespan));
    setSideOpen(false);
    const isBelow = before !== '' && editor.current?.text().trim() !== query.trim();
    tell(isBelow ? 'Placed below your queries; Shift+Enter runs it' : 'Shift+Enter runs it');
  };

  /** Writes a query below the others and runs it. */
  const ask = (query: string) => {
    editor.current?.place(query, 'end');
    void latest.current.execute();
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey && ['1', '2', '3'].includes(event.key)) {
        event.preventDefault();
        if (event.key === '1') {
          editor.current?.focus();
        } else {
          document
            .querySelector<HTMLElement>(
              event.key === '2'
                ? '.results [role=grid], .results [role=tab][aria-selected=true]'
                : '.side input, .side button',
            )
            ?.focus();
        }
      } else if (event.key === 'Enter' && event.shiftKey && !event.defaultPrevented && !isTyping(event.target)) {
        event.preventDefault();
        void latest.current.execute();
      } else if (event.key === 'Escape' && !event.shiftKey) {
        setSideOpen(false);
      } else if (event.key === 'Escape') {
        latest.current.cancel();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const isRunning = run.kind === 'running';
  const clock = config.now ? Date.parse(config.now) : Date.now();

  return (
    <div
      className={`app${isSideOpen ? ' side-open' : ''}`}
      style={{ '--side': `${sideWidth}px`, '--editor': `${editorHeight}px` } as React.CSSProperties}
    >
      <TopBar
        config={config}
        onHelp={() => setHelpOpen(true)}
        onSide={() => setSideOpen(!isSideOpen)}
        isSideOpen={isSideOpen}
      />
      <div className="body">
        <aside className="left" aria-label="Workspace">
          <SidePane
            schema={schema}
            failure={schemaFailure}
            history={history}
            onReload={() => void readSchema()}
            onInsert={(name) => editor.current?.insert(name)}
            onQuery={openQuery}
            onForget={() => setHistory([])}
          />
          <Splitter
            orientation="vertical"
            label="Width of the workspace pane"
            value={sideWidth}
            min={180}
            max={520}
            onChange={setSideWidth}
          />
        </aside>
        <main>
          <div className="toolbar" role="toolbar" aria-label="Query">
            {isRunning ? (
              <button type="button" className="primary stop" onClick={runner.cancel} data-testid="cancel">
                Cancel <span className="timer">{durationText(elapsed)}</span>
              </button>
            ) : (
              <button
                type="button"
                className="primary"
                onClick={() => void execute()}
                data-testid="run"
                title="Run (Shift+Enter)"
              >
                <span aria-hidden="true">▶</span> Run
              </button>
            )}
            <TimeRangePicker range={range} onChange={setRange} now={clock} />
            <span className="spring" />
            <span className="muted small" role="status">
              {notice}
            </span>
            <button
              type="button"
              className="quiet"
              onClick={() => void copyLink()}
              title="Copy a link that opens this query here"
            >
              Copy link
            </button>
            <button
              type="button"
              className="quiet"
              onClick={() => editor.current?.format()}
              title="Format (Shift+Alt+F)"
            >
              Format
            </button>
          </div>
          <div className="editor-frame">
            <Suspense
              fallback={
                <div className="blank">
                  <p>Opening the editor …</p>
                </div>
              }
            >
              <QueryEditor
                ref={editor}
                initialText={
                  linkedQuery(location.hash)?.query ?? load(localStorage, 'halcyon.draft', isText, FIRST_TEXT)
                }
                schema={schema}
                workspaceId={config.workspaceId}
                dark={dark}
                onRun={() => void latest.current.execute()}
                onCancel={runner.cancel}
                onReady={() => void import('./chart/ChartCanvas')}
                onChange={(text) => {
                  save(localStorage, 'halcyon.draft', text);
                  setErrorSpan(null);
                }}
              />
            </Suspense>
          </div>
          <Splitter
            orientation="horizontal"
            label="Height of the editor"
            value={editorHeight}
            min={96}
            max={Math.max(160, window.innerHeight - 260)}
            onChange={setEditorHeight}
          />
          <ResultsPane
            run={run}
            previous={previous}
            tables={schema?.tables ?? NO_TABLES}
            dark={dark}
            errorLine={errorSpan?.line ?? null}
            onReveal={() => (errorSpan ? editor.current?.reveal(errorSpan) : editor.current?.focus())}
            onSample={() => {
              openQuery(SAMPLES[0]?.query ?? '', null);
              void latest.current.execute();
            }}
            onQuestion={ask}
            history={history}
            onOpen={openQuery}
          />
          <div
            className={`status ${run.kind === 'failed' && run.failure.kind === 'cancelled' ? 'idle' : run.kind}`}
            role="status"
            data-testid="status"
          >
            <span className="dot" aria-hidden="true" />
            {runSummary(run)}
          </div>
        </main>
      </div>
      {!hasKey && (
        <KeyDialog
          workspaceId={config.workspaceId}
          complaint={keyComplaint}
          onKey={(key) => {
            save(sessionStorage, KEY_NAME, key);
            setKeyComplaint(null);
            setApiKey(key);
          }}
        />
      )}
      {isHelpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
