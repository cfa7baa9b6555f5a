// The life of a chart: created once in its element, redrawn when its data, its size or the colour scheme changes, disposed with it.
import * as echarts from '../lib/echarts.esm.min.js';
import * as drawings from './charts-drawings.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Colours and fonts of the page, read anew for every drawing: a canvas does not follow CSS variables by itself. */
function readTheme(element) {
  const style = getComputedStyle(element);
  const colour = name => style.getPropertyValue(name).trim();
  return {
    colour, text: colour('--text'), muted: colour('--text-2'), line: colour('--line'), surface: colour('--surface'),
    font: style.fontFamily, animation: !calm.matches,
  };
}

/** A block of bytes as doubles; copied, since a view must start at a multiple of its element size. */
const doubles = bytes => new Float64Array(bytes.slice().buffer);
const shorts = bytes => new Int16Array(bytes.slice().buffer);

export function create(element) {
  const chart = echarts.init(element, null, { renderer: 'canvas' });
  let last = null;
  let zoomed = null;

  const redraw = () => {
    if (!last) return;
    const theme = readTheme(element);
    const { onZoom, ...options } = drawings[last.kind](last.spec, last.values, last.more, theme);
    zoomed = onZoom;
    chart.setOption({ ...base(theme), ...options }, { notMerge: true });
  };
  chart.on('datazoom', event => {
    const { start, end, startValue, endValue } = event.batch?.[0] ?? event;
    const share = start === undefined ? (endValue - startValue + 1) / last.more.length : (end - start) / 100;
    const change = zoomed?.(share);
    if (change) chart.setOption(change);
  });
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  dark.addEventListener('change', redraw);

  return {
    draw(kind, spec, values, more) {
      last = { kind, spec, values: doubles(values), more: more ? shorts(more) : null };
      redraw();
    },
    zoom(from, to) {
      chart.dispatchAction({ type: 'dataZoom', startValue: from, endValue: to });
    },
    dispose() {
      observer.disconnect();
      dark.removeEventListener('change', redraw);
      chart.dispose();
    },
  };
}

/** What all charts share. */
function base(theme) {
  return {
    animation: theme.animation,
    animationDuration: 250,
    textStyle: { fontFamily: theme.font, color: theme.text, fontSize: 12 },
  };
}
