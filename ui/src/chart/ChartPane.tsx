import { lazy, Suspense, useMemo, useState } from 'react';
import type { RenderProperties, ResultTable, WorkspaceTable } from '../api/types';
import { VISUALIZATIONS } from './model';
import { anomalySummary } from './remarks';
import { chartModel } from './resolve';
import { stretchText, whyQuery, type Stretch } from './why';

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

/** The chart of a result, with the choice of another type. */
export function ChartPane({ table, render, dark, onVisualization, query, tables, onQuestion }: Props) {
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const model = useMemo(() => chartModel(table, render), [table, render]);
  const summary = model.kind === 'axes' ? anomalySummary(model) : null;
  const xColumn = model.kind === 'axes' && model.xKind === 'time' ? model.xColumn : null;
  const question =
    stretch === null || query === null || xColumn === null ? null : whyQuery(query, xColumn, stretch, tables);
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
        {question !== null && stretch !== null && (
          <button
            type="button"
            className="chart-why"
            onClick={() => onQuestion(question)}
            data-testid="why"
            title="Ask what the rows of this time have in common (halcyon_explain)"
          >
            Why? <span className="muted">{stretchText(stretch)}</span>
          </button>
        )}
        {model.kind === 'axes' && model.xKind !== 'category' && (
          <span className="chart-hint">
            Drag to zoom, double-click to reset
            {summary === null ? '' : '; arrows, n and p walk through points and anomalies'}
            {xColumn !== null && query !== null && stretch === null ? '; a point or a zoom can be asked why' : ''}
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
          <ChartCanvas model={model} dark={dark} onStretch={setStretch} />
        </Suspense>
      )}
    </div>
  );
}
