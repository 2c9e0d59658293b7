import { useState } from 'react';

interface Props {
  readonly workspaceId: string;
  /** Why the key is asked for again, or null the first time. */
  readonly complaint: string | null;
  readonly onKey: (key: string) => void;
}

/** Asks for the workspace's key; kept for this browser tab only. */
export function KeyDialog({ workspaceId, complaint, onKey }: Props) {
  const [key, setKey] = useState('');
  return (
    <div className="veil">
      <form
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby="key-title"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim() !== '') {
            onKey(key.trim());
          }
        }}
      >
        <h2 id="key-title">Key for {workspaceId}</h2>
        <p>The page sends this API key with every query. The browser forgets it when the tab is closed.</p>
        <label htmlFor="api-key">API key</label>
        <input
          id="api-key"
          type="password"
          autoComplete="off"
          autoFocus
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
        {complaint && (
          <p className="complaint" role="alert">
            {complaint}
          </p>
        )}
        <button type="submit" className="primary" disabled={key.trim() === ''}>
          Continue
        </button>
      </form>
    </div>
  );
}
