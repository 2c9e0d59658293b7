import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { RenderProperties, ResultTable, WorkspaceTable } from '../api/types';
import { VISUALIZATIONS, type AxesModel } from './model';
import { anomalySummary } from './remarks';
import { chartModel } from './resolve';
import { sideOf, stretchText, whyQuery, type Asked, type Stretch } from './why';

const ChartCanvas = lazy(() => import('./ChartCanvas'));

interface Props {
  readonly table: ResultTable;
  readonly render: RenderProperties;
  readonly dark: boolean;
  readonly onVisualization: (name: string) => void;
  /** The query that was drawn, and where to put a question about it. */
  readonly query: string | null;
  readonly tables: readonly WorkspaceTable[];
  readonly onQuestion: (query: string) => void;
}

/** What was clicked, walked to or zoomed into. */
interface Pick {
  readonly stretch: Stretch;
  /** A series by its number, or null where all are meant. */
  readonly series: number | null;
}

/** A single line needs no picking. */
function askedOf(model: AxesModel, { stretch, series }: Pick): Asked {
  const lines = model.series.filter((one) => one.line === 'values');
  const picked = series === null ? (lines.length === 1 ? lines[0] : undefined) : model.series[series];
  const columns = new Set(lines.map((line) => line.yColumn));
  return {
    timeColumn: model.xColumn,
    stretch,
    side: model.accumulated ? 'high' : sideOf(picked ? [picked] : lines, stretch),
    yColumn: picked?.yColumn ?? (columns.size === 1 ? ([...columns][0] ?? null) : null),
    series: picked?.of ?? null,
  };
}

/** The chart of a result, with the choice of another type. */
export function ChartPane({ table, render, dark, onVisualization, query, tables, onQuestion }: Props) {
  const [pick, setPick] = useState<Pick | null>(null);
  const onStretch = useCallback(
    (stretch: Stretch | null, series: number | null) => setPick(stretch === null ? null : { stretch, series }),
    [],
  );
  const model = useMemo(() => chartModel(table, render), [table, render]);
  const summary = model.kind === 'axes' ? anomalySummary(model) : null;
  const xColumn = model.kind === 'axes' && model.xKind === 'time' ? model.xColumn : null;
  const asked = model.kind === 'axes' && xColumn !== null && pick !== null ? askedOf(model, pick) : null;
  const question = asked === null || query === null ? null : whyQuery(query, asked, tables);
  const isListed = VISUALIZATIONS.some((one) => one.name === render.visualization);
  return (
    <div className="chart-pane">
      <div className="chart-bar">
        <label>
          <span className="visually-hidden">Chart type</span>
          <select
            value={render.visualization}
            onChange={(event) => onVisualization(event.target.value)}
            data-testid="chart-type"
          >
            {!isListed && <option value={render.visualization}>{render.visualization}</option>}
            {VISUALIZATIONS.map((one) => (
              <option key={one.name} value={one.name}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        {'notices' in model &&
          model.notices.map((notice) => (
            <span className="chart-notice" key={notice}>
              {notice}
            </span>
          ))}
        {summary !== null && (
          <span className="chart-summary" data-testid="chart-summary">
            {summary}
          </span>
        )}
        {question?.kind === 'query' && asked !== null && (
          <button
            type="button"
            className="chart-why"
            onClick={() => onQuestion(question.query)}
            data-testid="why"
            title="Ask what the rows of this time have in common that others have not; writes a query below the others"
          >
            {asked.side === 'high' ? 'Why so high?' : 'Why so low?'}{' '}
            <span className="muted">
              {(asked.series ?? []).map(({ cell }) => `${cell ?? '(empty)'} · `)}
              {stretchText(asked.stretch)}
            </span>
          </button>
        )}
        {question?.kind === 'none' && (
          <span className="chart-notice" role="status" data-testid="why-not">
            Why? {question.reason}
          </span>
        )}
        {model.kind === 'axes' && model.xKind !== 'category' && (
          <span className="chart-hint">
            Drag to zoom, double-click to reset
            {summary === null ? '' : '; arrows, n and p walk through points and anomalies'}
            {xColumn !== null && query !== null && pick === null ? '; a point or a zoom can be asked why' : ''}
          </span>
        )}
      </div>
      {model.kind === 'none' && (
        <div className="blank">
          <p>{model.reason ?? 'The query asks for a table.'}</p>
        </div>
      )}
      {model.kind === 'card' && (
        <div className="cards" data-testid="chart" data-series={model.cards.length}>
          {model.title && <h3>{model.title}</h3>}
          {model.cards.map((card) => (
            <div className="card" key={card.name}>
              <div className={`card-text${card.text.length > 12 ? ' long' : ''}`}>{card.text}</div>
              <div className="card-name">{card.name}</div>
            </div>
          ))}
        </div>
      )}
      {(model.kind === 'axes' || model.kind === 'pie') && (
        <Suspense
          fallback={
            <div className="blank">
              <p>Drawing …</p>
            </div>
          }
        >
          <ChartCanvas model={model} dark={dark} onStretch={onStretch} />
        </Suspense>
      )}
    </div>
  );
}
