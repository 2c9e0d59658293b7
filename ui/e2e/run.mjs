// Opens the page of a running server in Chromium and works with it as a user does.
//   npm run e2e -- --url http://127.0.0.1:8080 [--screenshots DIR] [--rows 1002] [--key DEMO_KEY]
// Needs the tutorial's usage series in the workspace. Chromium: CHROMIUM_PATH, else /usr/bin/chromium.
import { parseArgs } from 'node:util';
import { Checks, launch } from './browser.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    screenshots: { type: 'string' },
    rows: { type: 'string', default: '1002' },
    series: { type: 'string', default: '6' },
    key: { type: 'string', default: 'DEMO_KEY' },
  },
});
if (!options.url) {
  console.error('Say where the server is: npm run e2e -- --url http://127.0.0.1:PORT');
  process.exit(2);
}

// The tutorial's text, unchanged, with the chart the page can draw.
const FIRST_QUERY = `let starttime = 7d;
let endtime = 0d;
Usage
| project TimeGenerated, DataType, Quantity
| where TimeGenerated between (ago(starttime)..ago(endtime))
| summarize ActualUsage=sum(Quantity) by TimeGenerated=bin(TimeGenerated, 1h), DataType
| render timechart`;

const ANOMALY_QUERY = `Usage
| make-series Total=sum(Quantity) on TimeGenerated from bin(ago(28d), 1h) + 1h to now() step 1h
| extend (Anomalies, Score, Baseline) = series_decompose_anomalies(Total, 2.5)
| render anomalychart with (title='Usage, all data types')`;

const FORECAST_QUERY = `Usage
| make-series Total=sum(Quantity) default=real(null) on TimeGenerated from bin(ago(14d), 1h) to bin(now(), 1h) + 49h step 1h
| extend (Forecast, Lower, Upper, Method) = halcyon_forecast(Total, 48)
| render timechart with (title='Usage, next two days')`;

const CROWD_QUERY = `Usage
| extend Half = iff(hourofday(TimeGenerated) % 2 == 0, 'even', 'odd')
| make-series Total=sum(Quantity) on TimeGenerated from bin(ago(7d), 1h) + 1h to bin(now(), 1h) + 25h step 1h by DataType, Half
| extend (Forecast, Lower, Upper, Method) = halcyon_forecast(Total, 24)
| render timechart`;

// Two days of requests with a cause planted in each of three hours: more errors of app4 and more others of app0 come
// in the one, zone 3 moves more in another, /report takes longer in the last. What is always slow, /batch, is no cause.
const REQUESTS = `let Requests = range i from 0 to 10199 step 1
| extend Hour = iff(i < 9600, i / 200, 30), Extra = case(i < 9600, '', i < 10050, 'error', 'other')
| extend TimeGenerated = datetime(2024-05-01) + Hour * 1h + (i % 60) * 1m
| extend App = case(Extra == 'error', 'app4', Extra == 'other', 'app0', strcat('app', hash(i, 6)))
| extend Level = case(Extra == 'error', 'Error', Extra == 'other', 'Info', iff(hash(i + 10000, 10) < 3, 'Error', 'Info'))
| extend Zone = hash(i + 20000, 4), Path = case(hash(i + 30000, 9) == 0, '/batch', hash(i + 30000, 9) < 4, '/report', '/list')
| extend Quantity = (1.0 + hash(i + 40000, 10)) * iff(Hour == 20 and Zone == 3, 12, 1)
| extend Ms = (20.0 + hash(i + 50000, 30)) * case(Path == '/batch', 20, Hour == 40 and Path == '/report', 6, 1)
| project-away i, Hour, Extra;
`;

const HOURS = { count: 30, sum: 20, time: 40 };

const WAIT = 30_000;
const host = new URL(options.url).host;
const complaints = [];
const checks = new Checks(options.screenshots);
const check = (...told) => checks.check(...told);
const shot = (page, name) => checks.shot(page, name);

async function write(page, query) {
  // By key, not by click: an open completion list may lie over the text.
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('ControlOrMeta+A');
  // insertText pastes: typing key by key would let completion change the text.
  await page.keyboard.insertText(query);
  await page.keyboard.press('Escape');
}

/** Runs by the given act and waits for the answer to that run, told apart by its request. */
async function run(page, act) {
  const answered = page.waitForResponse(
    (response) => /\/v1\/workspaces\/[^/]+\/query$/.test(new URL(response.url()).pathname),
    { timeout: WAIT },
  );
  await act();
  const response = await answered;
  await page.waitForSelector('[data-testid=results]:is([data-state=done],[data-state=failed])', { timeout: WAIT });
  return response;
}

const pressRun = (page) => () => page.click('[data-testid=run]');
const shiftEnter = (page) => () => page.keyboard.press('Shift+Enter');

/** Number of pixels of the chart's canvas that are not empty. */
const inkOf = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('[data-testid=chart] canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let ink = 0;
    for (let index = 3; index < pixels.length; index += 4) {
      ink += pixels[index] > 0 ? 1 : 0;
    }
    return ink;
  });

async function firstQuery(page) {
  await write(page, FIRST_QUERY);
  const response = await run(page, pressRun(page));
  check('the first query is answered with 200', response.status() === 200, response.status());
  await page.waitForSelector('[data-testid=chart][data-drawn]', { timeout: WAIT });
  const series = await page.getAttribute('[data-testid=chart]', 'data-series');
  check(`the chart has ${options.series} series`, series === options.series, series);
  const ink = await inkOf(page);
  check('the chart is not empty', ink > 5_000, `${ink} pixels drawn`);
  await shot(page, 'chart');
  await page.click('[data-testid=tab-table-0]');
  const rows = await page.getAttribute('[data-testid=grid]', 'data-rows');
  check(`the grid has ${options.rows} rows`, rows === options.rows, rows);
  check('the grid shows cells', (await page.locator('[data-testid=grid] [role=gridcell]').count()) > 20);
  await shot(page, 'grid');
}

/** The chart of the query that stands there: its numbers of series and anomalies, once it is drawn. */
async function drawnChart(page) {
  await page.waitForSelector('[data-testid=chart][data-drawn]', { timeout: WAIT });
  const chart = page.locator('[data-testid=chart]');
  return { series: await chart.getAttribute('data-series'), anomalies: await chart.getAttribute('data-anomalies') };
}

async function anomalies(page) {
  await write(page, ANOMALY_QUERY);
  await run(page, shiftEnter(page));
  const { series, anomalies: marked } = await drawnChart(page);
  check('the anomaly chart has the series and its baseline', series === '2', series);
  check('it marks anomalies', Number(marked) > 0, marked);
  await page.focus('[data-testid=chart]');
  await page.keyboard.press('n');
  const spoken = await page.textContent('[data-testid=chart-spoken]');
  check('n leads to the first anomaly', spoken.includes('anomaly'), spoken);
  await shot(page, 'anomalies');
  check('it can be asked why', (await page.locator('[data-testid=why]').count()) === 1);
}

/** Draws the planted requests, picks a place, asks why, and gives the predicates that are answered. */
async function segments(page, drawn, pick) {
  await write(page, `${REQUESTS}Requests\n${drawn}`);
  await run(page, shiftEnter(page));
  await drawnChart(page);
  await pick();
  await page.focus('[data-testid=why]');
  const label = (await page.textContent('[data-testid=why]')).replace(/\s+/g, ' ');
  await run(page, () => page.keyboard.press('Enter'));
  await page.waitForSelector('[data-testid=results][data-state=done] [data-testid=grid]', { timeout: WAIT });
  const found = await page.locator('[data-testid=grid] .grid-row [aria-colindex="1"]').allTextContents();
  return { label, found };
}

/** Walks to an hour by keys. */
const walk = (page, to) => async () => {
  await page.focus('[data-testid=chart]');
  await page.keyboard.press('Home');
  for (let hour = 0; hour < to; hour++) {
    await page.keyboard.press('ArrowRight');
  }
};

/** Clicks the highest coloured pixel, which is the peak of a series. */
const clickPeak = (page) => async () => {
  const peak = await page.evaluate(() => {
    const canvas = document.querySelector('[data-testid=chart] canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let index = 0; index < data.length; index += 4) {
      const colour = [data[index], data[index + 1], data[index + 2]];
      if (data[index + 3] > 200 && Math.max(...colour) - Math.min(...colour) > 60) {
        const scale = canvas.clientWidth / canvas.width;
        return { x: ((index / 4) % canvas.width) * scale, y: Math.floor(index / 4 / canvas.width) * scale };
      }
    }
    return null;
  });
  const box = await page.locator('[data-testid=chart]').boundingBox();
  await page.mouse.click(box.x + peak.x, box.y + peak.y + 2);
};

/** Drags over the second of the two days. */
const zoom = (page) => async () => {
  const box = await page.locator('[data-testid=chart]').boundingBox();
  const at = (share) => [box.x + box.width * share, box.y + box.height * 0.4];
  await page.mouse.move(...at(0.6));
  await page.mouse.down();
  await page.mouse.move(...at(0.65), { steps: 5 });
  await page.mouse.move(...at(0.7), { steps: 5 });
  await page.mouse.up();
};

async function why(page) {
  const byHour = 'by bin(TimeGenerated, 1h)';
  const is = ({ found }, segment) => found[0] === segment;
  const told = ({ label, found }) => `${label}: ${found.join(' | ')}`;

  const counted = await segments(page, `| summarize count() ${byHour}\n| render timechart`, walk(page, HOURS.count));
  check(
    'why: a count is explained by what came more often',
    is(counted, 'App == "app4" and Level == "Error"'),
    told(counted),
  );

  const one = await segments(page, `| summarize count() ${byHour}, Level\n| render timechart`, clickPeak(page));
  check('why: one series of several is explained within it', is(one, 'App == "app4"'), told(one));
  check('why: the button names the series', one.label.includes('Why so high? Error'), one.label);
  const text = await page.evaluate(() => localStorage.getItem('halcyon.draft'));
  check('why: the query is narrowed to the series', text.includes('\\n| where Level == \\"Error\\"\\n'));

  const sum = await segments(page, `| summarize sum(Quantity) ${byHour}\n| render timechart`, walk(page, HOURS.sum));
  check('why: a sum is explained by what moved more', is(sum, 'Zone == 3'), told(sum));
  check('why: the summed column explains nothing', !sum.found.join().includes('Quantity'));
  await shot(page, 'why');

  const average = await segments(page, `| summarize avg(Ms) ${byHour}\n| render timechart`, walk(page, HOURS.time));
  check('why: an average is explained by what took longer', is(average, 'Path == "/report"'), told(average));
  check('why: what is always slow is no cause', !average.found.join().includes('/batch'));

  const tail = await segments(
    page,
    `| summarize percentile(Ms, 75) ${byHour}\n| render timechart`,
    walk(page, HOURS.time),
  );
  check('why: a percentile is explained by the rows beyond it', is(tail, 'Path == "/report"'), told(tail));

  const zoomed = await segments(page, `| summarize count() ${byHour}, Level\n| render timechart`, zoom(page));
  check('why: a zoom is explained over all series', zoomed.found[0]?.includes('app4'), told(zoomed));

  await write(page, `${REQUESTS}Requests\n| summarize stdev(Ms) ${byHour}\n| render timechart`);
  await run(page, shiftEnter(page));
  await drawnChart(page);
  await walk(page, HOURS.time)();
  const refusal = await page.textContent('[data-testid=why-not]').catch(() => '');
  check('why: what has no answer is refused by name', refusal.includes("'stdev(Ms)'"), refusal);
}

async function crowd(page) {
  await write(page, CROWD_QUERY);
  await run(page, shiftEnter(page));
  const { series } = await drawnChart(page);
  check('a crowd of forecasts is drawn', Number(series) >= 8, series);
  await shot(page, 'crowd');
}

async function forecast(page) {
  await write(page, FORECAST_QUERY);
  await run(page, shiftEnter(page));
  const { series } = await drawnChart(page);
  check('the forecast is one dashed line with a band, not four lines', series === '2', series);
  await shot(page, 'forecast');
}

async function unknownTable(page) {
  await write(page, 'Usage\n| take 1\n\nNoSuchTable\n| take 5');
  const response = await run(page, shiftEnter(page));
  check('an unknown table is refused with 400', response.status() === 400, response.status());
  const text = await page.textContent('[data-testid=failure]');
  check('the page names the unknown table', text.includes('NoSuchTable'), text.slice(0, 120));
  const marked = await page.textContent('.error-mark').catch(() => null);
  check('the editor marks it', marked === 'NoSuchTable', marked);
  await shot(page, 'error');
}

async function keyboard(page) {
  await write(page, 'Usage\n| take 5');
  const response = await run(page, shiftEnter(page));
  check('Shift+Enter runs the query', response.status() === 200, response.status());
  await page.waitForSelector('[data-testid=grid]', { timeout: WAIT });
  const rows = await page.getAttribute('[data-testid=grid]', 'data-rows');
  check('take 5 shows 5 rows', rows === '5', rows);
  await page.focus('[data-testid=grid]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  check('Enter opens the record', (await page.locator('[data-testid=record]').count()) === 1);
  await page.keyboard.press('Escape');
  check('Escape closes it', (await page.locator('[data-testid=record]').count()) === 0);
}

async function completion(page) {
  await page.waitForSelector('[data-testid=editor][data-schema=ready]', { timeout: WAIT });
  await write(page, 'Usage | where ');
  await page.keyboard.press('Control+Space');
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row', { timeout: WAIT });
  const names = await page.locator('.suggest-widget .monaco-list-row').allTextContents();
  check(
    'completion knows the columns of Usage',
    names.some((name) => /TimeGenerated|DataType|Quantity/.test(name)),
    names.slice(0, 3).join(' | '),
  );
  await shot(page, 'completion');
  await page.keyboard.press('Escape');
}

/** What the language service underlines, once it has looked at the text. */
async function underlined(page, query) {
  await write(page, query);
  await page.waitForTimeout(1_500);
  return page.locator('.squiggly-error, .squiggly-warning').count();
}

async function ownFunctions(page) {
  const own = 'Usage\n| evaluate halcyon_explain(TimeGenerated > ago(1h), weight = Quantity)\n| project Segment';
  const [right, wrong] = [await underlined(page, own), await underlined(page, own.replace('explain', 'explane'))];
  check('the editor knows halcyon_explain', right === 0 && wrong > 0, `${right} and ${wrong} marks`);
  await write(page, 'Usage\n| evaluate halcyon_');
  await page.keyboard.press('Control+Space');
  await page.waitForSelector('.suggest-widget.visible .monaco-list-row', { timeout: WAIT });
  const names = await page.locator('.suggest-widget .monaco-list-row').allTextContents();
  check(
    'and completes it',
    names.some((name) => name.includes('halcyon_log_patterns')),
    names.join(' | '),
  );
  await shot(page, 'own-functions');
  await page.keyboard.press('Escape');
}

async function samplesLoseNothing(page) {
  await write(page, 'print Mine = 1');
  await page.click('[data-testid=side-samples]');
  await page.click('[data-testid=samples] li >> nth=1');
  const draft = () => page.evaluate(() => JSON.parse(localStorage.getItem('halcyon.draft')));
  const text = await draft();
  check(
    'a sample stands below what was written',
    text.startsWith('print Mine = 1\n\nlet starttime'),
    text.slice(0, 40),
  );
  await page.click('[data-testid=samples] li >> nth=1');
  check('a sample stands there once', (await draft()) === text);
  await page.keyboard.press('ControlOrMeta+Z');
  check('one undo takes it away', (await draft()) === 'print Mine = 1', await draft());
  await page.click('[data-testid=side-tables]');
}

async function cutCells(page) {
  await write(page, `print Short = 'abc', Long = strrep('lorem ipsum ', 40), Other = strrep('dolor ', 200)`);
  await run(page, shiftEnter(page));
  await page.waitForSelector('[data-testid=grid]', { timeout: WAIT });
  const cell = (index) => page.locator(`[data-testid=grid] .grid-row [aria-colindex="${index}"]`);
  await cell(2).hover();
  check('a cut cell tells its text on hover', (await cell(2).getAttribute('title'))?.length === 480);
  await cell(1).hover();
  check('a whole one does not', !(await cell(1).getAttribute('title')));
  await shot(page, 'widths');
}

async function recent(page) {
  await page.reload({ waitUntil: 'load' });
  await page.waitForSelector('[data-testid=recent] button', { timeout: WAIT });
  const queries = await page.locator('[data-testid=recent] code').allTextContents();
  check('a fresh page offers the last queries', queries.length === 5 && queries[0] === 'Usage | count', queries[0]);
  await shot(page, 'recent');
}

async function timeRange(page) {
  await write(page, 'Usage | count');
  await page.click('[data-testid=time-range]');
  await page.click('text=Last 7 days');
  const request = page.waitForRequest((one) => one.url().endsWith('/query') && one.method() === 'POST', {
    timeout: WAIT,
  });
  await run(page, pressRun(page));
  const timespan = (await request).postDataJSON().timespan;
  check('the time range goes out as timespan', timespan === 'P7D', timespan);
  await shot(page, 'time-range');
}

async function work(page) {
  await page.goto(options.url, { waitUntil: 'load' });
  const asksKey = await page
    .waitForSelector('[data-testid=editor] .view-lines, #api-key', { timeout: WAIT })
    .then((found) => found.evaluate((element) => element.id === 'api-key'));
  if (asksKey) {
    await page.fill('#api-key', options.key);
    await page.keyboard.press('Enter');
  }
  await page.waitForSelector('[data-testid=editor] .view-lines', { timeout: WAIT });
  await page.waitForSelector('[data-testid=tables] li', { timeout: WAIT });
  const tables = await page.locator('[data-testid=tables] .tree-name').allTextContents();
  check('the left pane lists Usage', tables.includes('Usage'), `${tables.length} tables`);
  await shot(page, 'empty');
  await firstQuery(page);
  await anomalies(page);
  await why(page);
  await forecast(page);
  await crowd(page);
  await unknownTable(page);
  await keyboard(page);
  await completion(page);
  await ownFunctions(page);
  await samplesLoseNothing(page);
  await cutCells(page);
  await timeRange(page);
  await recent(page);
}

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    // Chromium itself reports the 400 that the unknown table is meant to provoke.
    if (message.type() === 'error' && !/status of 400/.test(message.text())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== host) {
      complaints.push(`request to a third party: ${request.url()}`);
    }
  });
  await work(page).catch(async (error) => {
    await shot(page, 'failure');
    check('the page could be worked with to the end', false, error.message.split('\n')[0]);
  });
  check(
    'no errors in the console, no requests to third parties',
    complaints.length === 0,
    complaints.join('; ') || undefined,
  );
} finally {
  await browser.close();
}
checks.end('The page');
