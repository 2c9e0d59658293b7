import { useEffect, useRef, useState } from 'react';
import { DARK, LIGHT } from '../theme/palette';
import { echarts } from './echarts';
import type { AxesModel, PieModel } from './model';
import { axesOption, pieOption } from './option';

interface Props {
  readonly model: AxesModel | PieModel;
  readonly dark: boolean;
}

const seriesCount = (model: AxesModel | PieModel): number => (model.kind === 'pie' ? 1 : model.series.length);

/** The drawing of one chart model. Dragging across an axes chart zooms, a double click shows everything again. */
export default function ChartCanvas({ model, dark }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | null>(null);
  const [height, setHeight] = useState(0);

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
    made.getZr().on('dblclick', () => made.dispatchAction({ type: 'dataZoom', start: 0, end: 100 }));
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

  return <div className="chart-canvas" ref={host} data-testid="chart" data-series={seriesCount(model)} />;
}
