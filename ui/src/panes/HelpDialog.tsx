import { useEffect, useRef } from 'react';

const KEYS: readonly (readonly [string, string])[] = [
  ['Shift Enter', 'Run the query at the cursor, or the selection'],
  ['Shift Esc', 'Cancel the running query'],
  ['Ctrl Space', 'Complete'],
  ['Shift Alt F', 'Format the query'],
  ['Alt 1', 'Go to the editor'],
  ['Alt 2', 'Go to the results'],
  ['Alt 3', 'Go to the tables'],
  ['Arrow keys', 'Move in the results; with Shift, select'],
  ['S', 'Sort the results by the column of the cursor'],
  ['Ctrl C', 'Copy the selected cells'],
  ['Enter', 'Open the record; Esc closes it'],
  ['Left Right', 'In a chart: go from point to point; N and P go to the next and previous anomaly'],
  ['Ctrl M', 'In the editor: let Tab leave it'],
];

/** The page's keys. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div className="veil" onClick={onClose} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby="help-title"
        onClick={(event) => event.stopPropagation()}
      >
        <h2 id="help-title">Keyboard</h2>
        <table className="keys">
          <tbody>
            {KEYS.map(([keys, what]) => (
              <tr key={keys}>
                <th scope="row">
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="muted small">Blank lines set queries apart; only the one at the cursor runs.</p>
        <button type="button" className="framed" onClick={onClose} ref={close}>
          Close
        </button>
      </div>
    </div>
  );
}
