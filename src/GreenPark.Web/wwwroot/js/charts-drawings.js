// Each function turns a chart's words and values into ECharts options. Values are Wh; NaN is a gap.

const number = (culture, digits) => new Intl.NumberFormat(culture, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const gap = value => Number.isNaN(value) ? null : value;
const column = (values, index, length) => Array.from(values.subarray(index * length, (index + 1) * length), gap);
const clock = minutes => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const legend = (theme, names) => ({
  data: names, top: 6, left: 8, itemWidth: 12, itemHeight: 8, itemGap: 16, icon: 'roundRect', inactiveColor: theme.line,
  textStyle: { color: theme.muted, fontFamily: theme.font },
});
const valueAxis = (theme, culture, divisor) => ({
  type: 'value', boundaryGap: [0, '6%'], splitLine: { lineStyle: { color: theme.line } }, splitNumber: 4,
  axisLabel: { color: theme.muted, formatter: value => new Intl.NumberFormat(culture, { maximumFractionDigits: 3 }).format(value / divisor) },
});
const bandAxis = (theme, data, more) => ({
  type: 'category', data, axisTick: { show: false }, axisLine: { lineStyle: { color: theme.line } },
  axisLabel: { color: theme.muted, hideOverlap: true, ...more },
});

/** Drawn on the canvas: as HTML it would need inline styles. */
const tooltip = (theme, formatter) => ({
  trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: theme.colour('--text-3'), opacity: .12 } },
  renderMode: 'richText', confine: true, backgroundColor: theme.surface, borderColor: theme.line, borderWidth: 1, padding: [8, 12],
  textStyle: { color: theme.text, fontFamily: theme.font, fontSize: 12.5 }, formatter,
});

/** A tooltip's lines: the head, then "name  value unit" for each that has one. */
const lines = (head, rows, unit, culture, digits) => [head, ...rows.filter(row => row[1] !== null)
  .map(([name, wh, divisor]) => `${name}  ${number(culture, digits).format(wh / divisor)} ${unit}`)].join('\n');

export function supplyStack(spec, values, minutes, theme) {
  const count = minutes.length;
  const starts = new Map(spec.first.map((first, day) => [first, day]));
  const dayOf = index => { let day = 0; while (day + 1 < spec.days.length && spec.first[day + 1] <= index) day++; return day; };

  // a day's name at its first interval; clock times too once less than three days are shown
  let clockTicks = count <= spec.first[1] * 2;
  const isTick = index => starts.has(index) || (clockTicks && minutes[index] % 180 === 0);
  const label = index => starts.has(index) ? spec.days[starts.get(index)] : clock(minutes[index]);
  const consumption = spec.names.length - 1;
  const heights = [];
  for (let i = 0; i < consumption; i++)
    heights.push(column(values, i, count).map((value, at) => i === 0 ? value : value === null ? heights[i - 1][at] : (heights[i - 1][at] ?? 0) + value));

  return {
    onZoom(share) {
      const before = clockTicks;
      clockTicks = share * count <= spec.first[1] * 3;
      return before === clockTicks ? null : { xAxis: { axisLabel: { interval: isTick } } };
    },
    animation: false,
    legend: { ...legend(theme, spec.names), selectedMode: false },
    grid: { left: 8, right: 16, top: 40, bottom: 52, containLabel: true },
    xAxis: {
      ...bandAxis(theme, Array.from({ length: count }, (_, i) => i), { interval: isTick, formatter: value => label(Number(value)) }),
      boundaryGap: false,
    },
    yAxis: valueAxis(theme, spec.culture, 1000),
    dataZoom: [
      { type: 'inside', filterMode: 'none', minValueSpan: 8, zoomOnMouseWheel: 'ctrl' },
      {
        type: 'slider', height: 22, bottom: 10, filterMode: 'none', minValueSpan: 8, brushSelect: true, showDetail: false, showDataShadow: false,
        borderColor: theme.line, backgroundColor: 'transparent', fillerColor: theme.colour('--accent-weak'), handleStyle: { color: theme.surface, borderColor: theme.muted },
        moveHandleStyle: { color: theme.muted, opacity: .35 }, textStyle: { color: theme.muted }, brushStyle: { color: theme.colour('--accent-weak') },
      },
    ],
    tooltip: {
      ...tooltip(theme, items => {
        const at = items[0].dataIndex;
        const end = (minutes[at] + spec.minutes) % 1440;
        return lines(`${spec.fullDays[dayOf(at)]}  ${clock(minutes[at])}–${clock(end)}`, spec.names.map((name, i) => [name, gap(values[i * count + at]), 1000]), 'kWh', spec.culture, 3);
      }),
      axisPointer: { type: 'line', lineStyle: { color: theme.muted } },
    },
    // each area reaches down to zero and the lower ones are drawn over it: stacked polygons would leave hairlines between them
    series: spec.names.map((name, i) => i === consumption
      ? { name, type: 'line', data: column(values, i, count), symbol: 'none', lineStyle: { width: 1.1, color: theme.colour(spec.hues[i]) }, itemStyle: { color: theme.colour(spec.hues[i]) }, z: 5 }
      : { name, type: 'line', data: heights[i], z: 4 - i / 100, symbol: 'none', lineStyle: { width: 0 }, areaStyle: { color: theme.colour(spec.hues[i]), opacity: 1 }, itemStyle: { color: theme.colour(spec.hues[i]) }, emphasis: { disabled: true } }),
  };
}

export function dayLines(spec, values, minutes, theme) {
  const count = minutes.length;
  return {
    animation: false,
    legend: { ...legend(theme, spec.names), selectedMode: false },
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    xAxis: { ...bandAxis(theme, Array.from(minutes, clock), { interval: index => minutes[index] % 180 === 0 }), boundaryGap: false },
    yAxis: valueAxis(theme, spec.culture, 1000),
    tooltip: {
      ...tooltip(theme, items => {
        const at = items[0].dataIndex;
        return lines(`${spec.day}  ${clock(minutes[at])}–${clock((minutes[at] + spec.minutes) % 1440)}`, spec.names.map((name, i) => [name, gap(values[i * count + at]), 1000]), 'kWh', spec.culture, 3);
      }),
      axisPointer: { type: 'line', lineStyle: { color: theme.muted } },
    },
    // the line beneath is the wider one: where both run together it is seen at the edges of the other; a value between two gaps has no line and is a dot
    series: spec.names.map((name, i) => ({
      name, type: 'line', data: column(values, i, count), symbol: 'circle', symbolSize: 3, showAllSymbol: false, showSymbol: count <= 48 || isolated(values, i, count), z: 3 + i,
      lineStyle: { width: i === spec.names.length - 1 ? 1.4 : 3, color: theme.colour(spec.hues[i]) }, itemStyle: { color: theme.colour(spec.hues[i]) },
    })),
  };
}

/** Whether a series has a value with gaps on both sides. */
const isolated = (values, index, count) => {
  const own = column(values, index, count);
  return own.some((value, at) => value !== null && (own[at - 1] ?? null) === null && (own[at + 1] ?? null) === null);
};

export function dayBars(spec, values, _, theme) {
  const count = spec.labels.length;
  return {
    legend: legend(theme, spec.names),
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    xAxis: bandAxis(theme, spec.labels),
    yAxis: valueAxis(theme, spec.culture, spec.divisor),
    tooltip: tooltip(theme, items => lines(spec.full[items[0].dataIndex], items.map(x => [x.seriesName, x.value, spec.divisor]), spec.unit, spec.culture, 3)),
    series: spec.names.map((name, i) => ({
      name, type: spec.lines[i] ? 'line' : 'bar', stack: spec.lines[i] ? undefined : 'day', data: column(values, i, count), barMaxWidth: 30, barCategoryGap: '28%',
      symbol: 'circle', symbolSize: 4, lineStyle: { width: 1.4 }, itemStyle: { color: theme.colour(spec.hues[i]) }, color: theme.colour(spec.hues[i]),
    })),
  };
}

export function memberBars(spec, values, _, theme) {
  const count = spec.members.length;
  return {
    legend: legend(theme, spec.names),
    grid: { left: 8, right: 64, top: 36, bottom: 4, containLabel: true },
    xAxis: valueAxis(theme, spec.culture, 1e6),
    yAxis: { ...bandAxis(theme, spec.members, { interval: 0, width: 190, overflow: 'truncate', color: theme.text, hideOverlap: false }), inverse: true },
    tooltip: tooltip(theme, items => lines(spec.members[items[0].dataIndex], items.map(x => [x.seriesName, x.value, 1e6]), 'MWh', spec.culture, 3)
      + `\n${spec.shareName}  ${spec.shares[items[0].dataIndex]}`),
    series: spec.names.map((name, i) => ({
      name, type: 'bar', stack: 'member', data: column(values, i, count), barMaxWidth: 15, itemStyle: { color: theme.colour(spec.hues[i]) },
      label: { show: i === spec.names.length - 1, position: 'right', color: theme.muted, formatter: item => spec.shares[item.dataIndex] },
    })),
  };
}

export function heatmap(spec, values, _, theme) {
  const cells = Array.from(values, (ppm, i) => [i % 24, Math.floor(i / 24), Number.isNaN(ppm) ? '-' : ppm / 10000]);
  return {
    grid: { left: 8, right: 16, top: 8, bottom: 44, containLabel: true },
    xAxis: { ...bandAxis(theme, Array.from({ length: 24 }, (_, hour) => clock(hour * 60)), { interval: 2 }), axisLine: { show: false } },
    yAxis: { ...bandAxis(theme, spec.days), inverse: true, axisLine: { show: false } },
    visualMap: {
      min: 0, max: 100, orient: 'horizontal', left: 'center', bottom: 4, itemWidth: 10, itemHeight: 160, calculable: false,
      text: ['100 %', '0 %'], textStyle: { color: theme.muted }, inRange: { color: [theme.colour('--chart-low'), theme.colour('--chart-high')] },
    },
    tooltip: {
      ...tooltip(theme, item => `${spec.full[item.value[1]]}  ${clock(item.value[0] * 60)}–${clock(((item.value[0] + 1) % 24) * 60)}\n`
        + (item.value[2] === '-' ? spec.none : `${spec.name}  ${number(spec.culture, 1).format(item.value[2])} %`)),
      trigger: 'item', axisPointer: undefined,
    },
    series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: theme.surface, borderWidth: 1 }, emphasis: { itemStyle: { borderColor: theme.text } } }],
  };
}

/** One day of a meter: a bar for each interval, coloured by where its reading came from, and a band where there is none. */
export function dayCurve(spec, values, minutes, theme) {
  const count = minutes.length;
  const rows = spec.names.map((_, i) => column(values, i, count));
  const bands = Array.from({ length: count }, (_, at) => rows.every(row => row[at] === null) ? 1 : null);
  const bar = { type: 'bar', barCategoryGap: '8%', barGap: '-100%' };
  return {
    legend: legend(theme, [...spec.names, spec.missing]),
    grid: { left: 8, right: 16, top: 40, bottom: 4, containLabel: true },
    xAxis: bandAxis(theme, Array.from(minutes, clock), { interval: at => minutes[at] % 180 === 0 }),
    yAxis: [valueAxis(theme, spec.culture, 1000), { type: 'value', min: 0, max: 1, show: false }],
    tooltip: tooltip(theme, items => {
      const at = items[0].dataIndex;
      const span = `${clock(minutes[at])}–${clock((minutes[at] + spec.minutes) % 1440)}`;
      return bands[at] ? `${span}\n${spec.missing}` : lines(span, spec.names.map((name, i) => [name, rows[i][at], 1000]), 'kWh', spec.culture, 3);
    }),
    series: [
      ...spec.names.map((name, i) => ({ ...bar, name, stack: 'day', data: rows[i], itemStyle: { color: theme.colour(spec.hues[i]) } })),
      { ...bar, name: spec.missing, yAxisIndex: 1, data: bands, itemStyle: { color: theme.colour('--bad'), opacity: .22 } },
    ],
  };
}
