import { expect, it } from 'vitest';
import { parametersOf } from '../src/editor/schema';
import { tableGroups } from '../src/panes/tableGroups';

it('reads the parameters of functions', () => {
  expect(parametersOf('')).toEqual([]);
  expect(parametersOf("days:long, level:string='a, b', T:(Name:string, At:datetime), Any:(*)")).toEqual([
    { name: 'days', type: 'long', cslType: 'long' },
    { name: 'level', type: 'string', cslType: 'string', cslDefaultValue: "'a, b'" },
    {
      name: 'T',
      columns: [
        { name: 'Name', type: 'string', cslType: 'string' },
        { name: 'At', type: 'datetime', cslType: 'datetime' },
      ],
    },
    { name: 'Any', columns: [] },
  ]);
});

it('knows tables of past queries from columns of the same name', () => {
  const tables = ['Heartbeat', 'Level', 'Perf', 'Syslog', 'Event', 'Other'].map((name) => ({
    name,
    description: '',
    columns: [],
  }));
  const run = (query: string) => ({ query, timespan: null, at: 0, seconds: 0, rows: 0 });
  const history = [
    run('let a = 1;\nPerf\n| extend Level = 1 | project Level'),
    run('union Syslog, Event | where Level in (Heartbeat | project Level)'),
  ];
  expect(tableGroups(tables, history)[0]?.tables.map((table) => table.name)).toEqual([
    'Heartbeat',
    'Perf',
    'Syslog',
    'Event',
  ]);
});
