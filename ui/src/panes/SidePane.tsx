import { Fragment, useMemo, useState } from 'react';
import type { QueryFailure } from '../api/failure';
import type { WorkspaceSchema, WorkspaceTable } from '../api/types';
import { TYPE_GLYPHS } from '../results/format';
import { SAMPLES } from '../samples';
import type { HistoryEntry } from '../state/history';
import { PastQuery } from './PastQuery';
import { BUILT_IN, tableGroups } from './tableGroups';
import { Tabs } from './Tabs';

interface Props {
  readonly schema: WorkspaceSchema | null;
  readonly failure: QueryFailure | null;
  readonly history: readonly HistoryEntry[];
  readonly onInsert: (name: string) => void;
  readonly onQuery: (query: string, timespan: string | null) => void;
  readonly onForget: () => void;
  readonly onReload: () => void;
}

/** A name as KQL wants it: bare where it is an identifier, bracketed where not. */
export const kqlName = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? name : `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;

function TableNode({
  table,
  text = kqlName(table.name),
  isOpen,
  onToggle,
  onInsert,
}: {
  readonly table: WorkspaceTable;
  /** What a click inserts. */
  readonly text?: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onInsert: (name: string) => void;
}) {
  return (
    <li>
      <div className="tree-table">
        <button
          type="button"
          className="twist"
          aria-expanded={isOpen}
          aria-label={`Columns of ${table.name}`}
          onClick={onToggle}
        >
          {isOpen ? '▾' : '▸'}
        </button>
        <button
          type="button"
          className="tree-name"
          onClick={() => onInsert(text)}
          title={`${table.description || table.name}\nClick to insert`}
        >
          {table.name}
        </button>
        <span className="count">{table.columns.length}</span>
      </div>
      {isOpen && (
        <ul>
          {table.columns.map((column) => (
            <li key={column.name}>
              <button
                type="button"
                className="tree-column"
                onClick={() => onInsert(kqlName(column.name))}
                title={`${column.name}: ${column.type}\nClick to insert`}
              >
                <span className="glyph" aria-hidden="true">
                  {TYPE_GLYPHS[column.type]}
                </span>
                <span className="column-name">{column.name}</span>
                <span className="type">{column.type}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** What is called rather than named. */
function Callables({
  title,
  items,
  onInsert,
}: {
  readonly title: string;
  readonly items: readonly { readonly name: string; readonly text: string; readonly about: string }[];
  readonly onInsert: (name: string) => void;
}) {
  return items.length === 0 ? null : (
    <section>
      <h2 className="group">
        {title} <span className="count">{items.length}</span>
      </h2>
      <ul className="tree">
        {items.map(({ name, text, about }) => (
          <li key={name}>
            <div className="tree-table">
              <span className="twist" aria-hidden="true">
                ƒ
              </span>
              <button
                type="button"
                className="tree-name"
                onClick={() => onInsert(text)}
                title={`${about || text}\nClick to insert`}
              >
                {name}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tables({ schema, failure, history, onInsert, onReload }: Props) {
  const [filter, setFilter] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['Usage']));
  const wanted = filter.trim().toLowerCase();
  const shown = useMemo(
    () =>
      (schema?.tables ?? []).filter(
        (table) =>
          table.name.toLowerCase().includes(wanted) ||
          (wanted !== '' && table.columns.some((column) => column.name.toLowerCase().includes(wanted))),
      ),
    [schema, wanted],
  );
  const toggle = (name: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(name)) {
        next.add(name);
      }
      return next;
    });
  const groups = tableGroups(shown, history);
  const functions = (schema?.functions ?? [])
    .filter((one) => one.name.toLowerCase().includes(wanted))
    .map((one) => ({
      name: one.name,
      text: `${kqlName(one.name)}()`,
      about: `${one.name}(${one.parameters})${one.description ? `\n${one.description}` : ''}`,
    }));
  const files = (schema?.externalTables ?? []).filter((one) => one.name.toLowerCase().includes(wanted));
  const called = (
    <>
      <Callables title="Functions" items={functions} onInsert={onInsert} />
      {files.length > 0 && (
        <section data-testid="external-tables">
          <h2 className="group">
            External tables <span className="count">{files.length}</span>
          </h2>
          <ul className="tree">
            {files.map((table) => (
              <TableNode
                key={table.name}
                table={table}
                text={`external_table("${table.name}")`}
                isOpen={open.has(table.name)}
                onToggle={() => toggle(table.name)}
                onInsert={onInsert}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
  return (
    <>
      <div className="side-search">
        <input
          type="search"
          placeholder="Filter by name"
          aria-label="Filter tables, columns, functions"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <button
          type="button"
          className="quiet icon"
          onClick={onReload}
          aria-label="Reload tables"
          title="Reload tables"
        >
          ⟳
        </button>
      </div>
      {failure && (
        <p className="side-note" role="alert">
          {failure.message}
        </p>
      )}
      {!schema && !failure && <p className="side-note">Reading the tables …</p>}
      {schema && shown.length === 0 && functions.length + files.length === 0 && (
        <p className="side-note">
          {wanted ? 'No table, column or function has this name.' : 'The workspace has no tables yet.'}
        </p>
      )}
      <div data-testid="tables">
        {groups.map((group) => (
          <Fragment key={group.title}>
            {group.title === BUILT_IN && called}
            <section>
              <h2 className="group">
                {group.title} <span className="count">{group.tables.length}</span>
              </h2>
              <ul className="tree">
                {group.tables.map((table) => (
                  <TableNode
                    key={table.name}
                    table={table}
                    isOpen={open.has(table.name)}
                    onToggle={() => toggle(table.name)}
                    onInsert={onInsert}
                  />
                ))}
              </ul>
            </section>
          </Fragment>
        ))}
        {groups.at(-1)?.title !== BUILT_IN && called}
      </div>
    </>
  );
}

function Samples({ schema, onQuery }: Props) {
  const isThere = (name: string) => schema?.tables.some((table) => table.name === name) ?? false;
  return (
    <ul className="cards-list" data-testid="samples">
      {SAMPLES.filter((sample) => sample.needs === undefined || isThere(sample.needs)).map((sample) => (
        <li key={sample.title}>
          <button type="button" onClick={() => onQuery(sample.query, null)}>
            <b>{sample.title}</b>
            <span>{sample.about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function History({ history, onQuery, onForget }: Props) {
  if (history.length === 0) {
    return <p className="side-note">Queries you run are kept here, in this browser only.</p>;
  }
  return (
    <>
      <ul className="cards-list history" data-testid="history">
        {history.map((entry) => (
          <li key={`${entry.at}`}>
            <PastQuery entry={entry} onQuery={onQuery} />
          </li>
        ))}
      </ul>
      <button type="button" className="quiet forget" onClick={onForget}>
        Forget these queries
      </button>
    </>
  );
}

const TABS = { tables: ['Tables', Tables], samples: ['Samples', Samples], history: ['Recent', History] } as const;
type Tab = keyof typeof TABS;

/** The left pane: what is there, where to start, what was done. */
export function SidePane(props: Props) {
  const [tab, setTab] = useState<Tab>('tables');
  const Body = TABS[tab][1];
  return (
    <nav className="side" aria-label="Workspace">
      <Tabs
        label="Workspace"
        prefix="side"
        items={(Object.keys(TABS) as Tab[]).map((id) => ({ id, label: TABS[id][0] }))}
        selected={tab}
        onSelect={(id) => setTab(id as Tab)}
      />
      <div className="side-body">
        <Body {...props} />
      </div>
    </nav>
  );
}
