// Opens a report of `halcyon tutorial` in Chromium, from the file alone, and measures what its charts draw.
//   node e2e/report.mjs --file halcyon-data/report.html [--screenshots DIR]
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Checks, launch } from './browser.mjs';

const { values: options } = parseArgs({ options: { file: { type: 'string' }, screenshots: { type: 'string' } } });
if (!options.file) {
  console.error('Say which report: node e2e/report.mjs --file FOLDER/report.html');
  process.exit(2);
}

const checks = new Checks(options.screenshots);
const check = (...told) => checks.check(...told);
const address = pathToFileURL(resolve(options.file)).href;
const complaints = [];
const ANOMALY = 'rgb(209, 51, 46)';
/** A third of a pixel: places are drawn with two digits. */
const EXACT = 0.34;
const HOURS = 48;

/**
 * What a chart's SVG shows: the middles of the marks with the side they point to, the filled bands, and dashed lines.
 * Marks are 11 pixels wide; the legend has none in the colour of anomalies.
 */
const drawnIn = (host) =>
  host.evaluate((element, anomaly) => {
    const frame = element.querySelector('svg').getBoundingClientRect();
    const paths = [...element.querySelectorAll('svg path')];
    const boxOf = (path) => {
      const box = path.getBoundingClientRect();
      return {
        left: box.left - frame.left,
        right: box.right - frame.left,
        top: box.top - frame.top,
        bottom: box.bottom - frame.top,
      };
    };
    const marks = paths
      .filter((path) => getComputedStyle(path).fill === anomaly)
      .map((path) => {
        // A symbol is drawn around 0 and moved to its place; turned over, it points down.
        const matrix = path.getCTM();
        return { x: matrix.e, y: matrix.f, up: matrix.d > 0 };
      })
      .sort((one, other) => one.x - other.x);
    const bands = paths.filter((path) => {
      const style = getComputedStyle(path);
      const opacity = Number(style.fillOpacity);
      return style.fill !== 'none' && opacity > 0.1 && opacity < 0.3 && boxOf(path).right - boxOf(path).left > 20;
    });
    const dashed = paths.filter((path) => {
      const style = getComputedStyle(path);
      return style.strokeDasharray !== 'none' && style.fill === 'none' && boxOf(path).right - boxOf(path).left > 20;
    });
    // How much of each dashed line lies within a band.
    const lines = dashed.map((path) => {
      const length = path.getTotalLength();
      const places = Array.from({ length: 400 }, (_, index) => path.getPointAtLength((length * (index + 0.5)) / 400));
      const inside = places.filter((place) => bands.some((band) => band.isPointInFill(place))).length;
      return { ...boxOf(path), inside: inside / places.length };
    });
    return { marks, bands: bands.map(boxOf), lines, width: frame.width, height: frame.height };
  }, ANOMALY);

/** The greatest distance, in pixels, of points from the straight line through the outermost two. */
function offLine(points) {
  const sorted = [...points].sort((one, other) => one.value - other.value);
  const [first, last] = [sorted[0], sorted.at(-1)];
  const slope = (last.pixel - first.pixel) / (last.value - first.value || 1);
  return Math.max(...sorted.map(({ value, pixel }) => Math.abs(first.pixel + slope * (value - first.value) - pixel)));
}

/** Marks are as many as anomalies, in their places, on their sides. */
function marked(name, drawn, anomalies) {
  check(`${name}: a mark for each anomaly`, drawn.marks.length === anomalies.length, drawn.marks.length);
  if (drawn.marks.length !== anomalies.length || anomalies.length === 0) {
    return;
  }
  const across = offLine(anomalies.map(({ time }, index) => ({ value: time, pixel: drawn.marks[index].x })));
  check(`${name}: marks stand at their times`, across < EXACT, `${across.toFixed(2)} pixels off at most`);
  const up = offLine(anomalies.map(({ actual }, index) => ({ value: actual, pixel: drawn.marks[index].y })));
  check(`${name}: marks stand at their values`, up < EXACT, `${up.toFixed(2)} pixels off at most`);
  check(
    `${name}: marks point to their sides`,
    anomalies.every(({ sign }, index) => drawn.marks[index].up === sign > 0),
  );
}

async function dataTypes(page, report) {
  const hosts = await page.locator('.chart[data-drawn]').all();
  check('each data type has a chart', hosts.length === report.dataTypes.length, hosts.length);
  for (const [index, series] of report.dataTypes.entries()) {
    const drawn = await drawnIn(hosts[index]);
    marked(
      series.name,
      drawn,
      series.anomalies.map((one) => ({ ...one, time: Date.parse(one.time) })),
    );
    check(`${series.name}: one band of the usual`, drawn.bands.length === 1, drawn.bands.length);
    // The scored week is the last of four; the prediction runs within its band and where the band is.
    const line = drawn.lines.at(-1);
    check(
      `${series.name}: the prediction runs within its band`,
      line !== undefined && line.inside > 0.99,
      line && `${(100 * line.inside).toFixed(1)} %`,
    );
  }
}

const valuesOf = (cell) => (typeof cell === 'string' ? JSON.parse(cell) : cell);

function columnOf(chart, name) {
  return valuesOf(chart.rows[0][chart.columns.findIndex((column) => column.name === name)]);
}

async function anomalyChart(page, report) {
  const chart = report.charts.find((one) => one.render.visualization === 'anomalychart');
  const host = page.locator('.query-chart[data-drawn]').nth(report.charts.indexOf(chart));
  const [times, actual, flags] = ['TimeGenerated', 'ActualUsage', 'Anomalies'].map((name) => columnOf(chart, name));
  const anomalies = flags
    .map((flag, index) => ({ time: Date.parse(times[index]), actual: Number(actual[index]), sign: Number(flag) }))
    .filter(({ sign }) => sign !== 0);
  check('the query found anomalies', anomalies.length > 2, anomalies.length);
  const drawn = await drawnIn(host);
  marked('anomalychart', drawn, anomalies);
  check(
    'anomalychart: the baseline is dotted, over the whole width',
    drawn.lines.some((line) => line.right - line.left > 0.85 * drawn.width),
  );
  const text = await page.locator('section.series', { has: host }).locator('p').first().textContent();
  check('anomalychart: the anomalies are told in words', text.includes(String(anomalies.length)), text);
}

async function forecastChart(page, report) {
  const chart = report.charts.find((one) => one.render.visualization === 'timechart');
  const host = page.locator('.query-chart[data-drawn]').nth(report.charts.indexOf(chart));
  const [times, upper] = ['TimeGenerated', 'Upper'].map((name) => columnOf(chart, name));
  const known = upper.filter((value) => value !== null && Number.isFinite(Number(value))).length;
  check('the query forecast two days', known === HOURS, known);
  const drawn = await drawnIn(host);
  check('forecast: one band', drawn.bands.length === 1, drawn.bands.length);
  const [band] = drawn.bands;
  const line = drawn.lines.toSorted((one, other) => other.right - one.right)[0];
  check(
    'forecast: one dashed line to the end of the band',
    Math.abs(line.right - band.right) < 2,
    line.right - band.right,
  );
  // The band begins where the forecast does: its share of the line's width is its share of the time.
  const share = (HOURS - 1) / (times.length - 1);
  const width = band.right - band.left;
  check(
    'forecast: the band is as wide as two days',
    Math.abs(width / share - drawn.width) < 0.15 * drawn.width && band.right > 0.9 * drawn.width,
    `${width.toFixed(0)} of ${drawn.width} pixels`,
  );
  check(
    'forecast: the band has a height',
    band.bottom - band.top > 15,
    `${(band.bottom - band.top).toFixed(0)} pixels`,
  );
  check('forecast: the band lies in the chart', band.top >= 0 && band.bottom <= drawn.height);
  await host.scrollIntoViewIfNeeded();
  const box = await host.boundingBox();
  await page.mouse.move(box.x + (band.left + band.right) / 2, box.y + drawn.height / 2);
  const tip = page.locator('text=/interval .* to /').first();
  check(
    'forecast: the interval is told on hover',
    await tip.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    ),
  );
}

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, colorScheme: 'light' });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`));
  page.on('request', (request) => request.url() !== address && complaints.push(`request: ${request.url()}`));
  await page.goto(address, { waitUntil: 'load' });
  const report = await page.evaluate(() => JSON.parse(document.getElementById('report-data').textContent));
  await page.waitForSelector('.query-chart[data-drawn]', { timeout: 30_000 });
  await dataTypes(page, report);
  await anomalyChart(page, report);
  await forecastChart(page, report);
  await checks.shot(page, 'report', { fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await checks.shot(page, 'report-dark', { fullPage: true });
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await checks.shot(page, 'report-print', { fullPage: true });
  check('no errors, and nothing is fetched', complaints.length === 0, complaints.join('; ') || undefined);
} catch (error) {
  check('the report could be looked at to the end', false, error.message.split('\n')[0]);
} finally {
  await browser.close();
}
checks.end('The report');
