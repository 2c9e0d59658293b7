import { lazy, Suspense, useMemo } from 'react';
import type { RenderProperties, ResultTable } from '../api/types';
import { VISUALIZATIONS } from './model';
import { anomalySummary } from './remarks';
import { chartModel } from './resolve';

const ChartCanvas = lazy(() => import('./ChartCanvas'));

interface Props {
  readonly table: ResultTable;
  readonly render: RenderProperties;
  readonly dark: boolean;
  readonly onVisualization: (name: string) => void;
}

/** The chart of a result, with the choice of another type. */
export function ChartPane({ table, render, dark, onVisualization }: Props) {
  const model = useMemo(() => chartModel(table, render), [table, render]);
  const summary = model.kind === 'axes' ? anomalySummary(model) : null;
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
        {model.kind === 'axes' && model.xKind !== 'category' && (
          <span className="chart-hint">
            Drag to zoom, double-click to reset
            {summary === null ? '' : '; arrows, n and p walk through points and anomalies'}
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
          <ChartCanvas model={model} dark={dark} />
        </Suspense>
      )}
    </div>
  );
}
