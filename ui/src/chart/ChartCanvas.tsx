import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { DARK, LIGHT } from '../theme/palette';
import { echarts } from './echarts';
import type { AxesModel, PieModel } from './model';
import { axesOption, pieOption } from './option';
import { DRAWN } from './overlays';
import { nearestX, seriesAt } from './pick';
import { spokenAt } from './remarks';
import { stopAfter, stopsOf } from './walk';
import { binAt, type Stretch } from './why';

interface Props {
  readonly model: AxesModel | PieModel;
  readonly dark: boolean;
  /** Told what the reader looks at: the bin of a point, or what a zoom shows, and of which series, if of one. */
  readonly onStretch: (stretch: Stretch | null, series: number | null) => void;
}

const anomalyCount = (model: AxesModel | PieModel): number =>
  model.kind === 'pie' ? 0 : model.series.reduce((sum, series) => sum + series.anomalies.length, 0);
const seriesCount = (model: AxesModel | PieModel): number => (model.kind === 'pie' ? 1 : model.series.length);

/**
 * The drawing of one chart model. Dragging across an axes chart zooms, a double click shows everything again. With the
 * focus on it, keys walk from point to point and from anomaly to anomaly (see walk.ts); what stands there is spoken.
 * On a time axis a point that is walked or clicked to, and a zoom, is a stretch to ask about.
 */
export default function ChartCanvas({ model, dark, onStretch }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | null>(null);
  const [height, setHeight] = useState(0);
  const stops = useMemo(() => (model.kind === 'axes' && model.style !== 'bar' ? stopsOf(model) : []), [model]);
  const at = useRef(-1);
  const [spoken, setSpoken] = useState('');
  const isTime = useRef(false);
  isTime.current = model.kind === 'axes' && model.xKind === 'time';
  const point = useRef<(x: number, series: number | null) => void>(() => {});
  const picked = useRef<(x: number, y: number) => void>(() => {});
  const zoomed = useRef<(start: number, end: number) => void>(() => {});
  const bar = useRef<string | null>(null);
  const look = useRef(onStretch);
  look.current = onStretch;
  point.current = (x, series) => {
    const times = stops.map((stop) => stop.x as number);
    const nearest = times.reduce(
      (best, time) => (Math.abs(time - x) < Math.abs(best - x) ? time : best),
      times[0] ?? 0,
    );
    if (model.kind === 'axes' && model.xKind === 'time') {
      onStretch(binAt(nearest, stops), series);
    }
  };

  zoomed.current = (start, end) => {
    // Columns stand side by side: a zoom tells their numbers, not their times.
    const columns = model.kind === 'axes' && model.style === 'column' ? (model.series[0]?.points ?? []) : null;
    const shown = columns
      ? columns.slice(start, end + 1)
      : stops.filter(({ x }) => typeof x === 'number' && x >= start && x <= end);
    const first = binAt(Number(shown[0]?.x), columns ?? stops);
    const last = binAt(Number(shown.at(-1)?.x), columns ?? stops);
    if (first && last) {
      onStretch({ from: first.from, to: last.to }, null);
    }
  };
  picked.current = (left, top) => {
    const made = chart.current;
    const pressed = bar.current;
    bar.current = null;
    const isInside = (gridIndex: number): boolean => made?.containPixel({ gridIndex }, [left, top]) ?? false;
    if (!made || model.kind !== 'axes' || !model.series.some((_, panel) => isInside(panel))) {
      return;
    }
    const [place] = made.convertFromPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [left, top]) as number[];
    if (place === undefined) {
      return;
    }
    if (model.style === 'column') {
      const x = model.series[0]?.points[Math.round(place)]?.x;
      if (typeof x === 'number') {
        point.current(x, pressed?.startsWith(DRAWN) ? Number(pressed.slice(DRAWN.length)) : null);
      }
      return;
    }
    const x = nearestX(model, place);
    const topOf = (index: number, y: number): number | undefined =>
      (made.convertToPixel({ seriesId: `${DRAWN}${index}` }, [x, y]) as number[] | undefined)?.[1];
    point.current(x, seriesAt(model, x, top, topOf));
  };

  useEffect(() => {
    const element = host.current as HTMLDivElement;
    const made = echarts.init(element, null, { renderer: 'canvas' });
    chart.current = made;
    const watch = new ResizeObserver(() => {
      made.resize();
      setHeight(element.clientHeight);
    });
    watch.observe(element);
    made.on('finished', () => element.setAttribute('data-drawn', 'true'));
    made.getZr().on('dblclick', () => {
      made.dispatchAction({ type: 'dataZoom', start: 0, end: 100 });
      look.current(null, null);
    });
    made.on('click', (event) => {
      bar.current = event.seriesId ?? null;
    });
    // Behind the chart's own event, which tells the bar that was pressed.
    made.getZr().on('click', (event) => {
      setTimeout(() => picked.current(event.offsetX, event.offsetY));
    });
    made.on('datazoom', (event) => {
      const { batch } = event as { batch?: readonly { startValue?: number; endValue?: number }[] };
      const zoom = batch?.find((one) => one.startValue !== undefined && one.endValue !== undefined);
      if (zoom && isTime.current) {
        zoomed.current(zoom.startValue as number, zoom.endValue as number);
      }
    });
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const made = chart.current;
    if (!made || height === 0) {
      return;
    }
    const palette = dark ? DARK : LIGHT;
    made.setOption(model.kind === 'pie' ? pieOption(model, palette) : axesOption(model, palette, height), {
      notMerge: true,
    });
    if (model.kind === 'axes' && model.xKind !== 'category') {
      made.dispatchAction({ type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true });
    }
  }, [model, dark, height]);

  useEffect(() => {
    at.current = -1;
    setSpoken('');
    look.current(null, null);
  }, [model]);

  const walk = (event: KeyboardEvent): void => {
    const made = chart.current;
    if (!made || model.kind !== 'axes' || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Escape') {
      made.dispatchAction({ type: 'hideTip' });
      return;
    }
    const next = stopAfter(event.key, at.current, stops);
    const stop = next === null ? undefined : stops[next];
    if (next === null || !stop) {
      return;
    }
    event.preventDefault();
    at.current = next;
    const x = model.style === 'column' ? String(stop.x) : stop.x;
    const pixel = made.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [x, stop.y] as number[]);
    if (pixel) {
      made.dispatchAction({ type: 'showTip', x: pixel[0], y: pixel[1] });
    }
    setSpoken(spokenAt(model, stop.x));
    if (typeof stop.x === 'number') {
      point.current(stop.x, null);
    }
  };

  return (
    <>
      <div
        className="chart-canvas"
        ref={host}
        data-testid="chart"
        data-series={seriesCount(model)}
        data-anomalies={anomalyCount(model)}
        tabIndex={0}
        role="img"
        onKeyDown={walk}
        onBlur={() => chart.current?.dispatchAction({ type: 'hideTip' })}
      />
      <output className="visually-hidden" data-testid="chart-spoken">
        {spoken}
      </output>
    </>
  );
}
