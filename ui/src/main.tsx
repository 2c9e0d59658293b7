import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchConfig } from './api/client';
import { App } from './App';
import './theme/base.css';
import './theme/editor.css';
import './theme/page.css';
import './theme/chart-tip.css';
import './theme/results.css';

const root = createRoot(document.getElementById('root') as HTMLElement);

// The editor is the largest part: fetched while the settings are read, not after.
void import('./editor/QueryEditor');

fetchConfig().then(
  (config) => {
    document.title = `${config.workspaceId} · ${config.product}`;
    root.render(
      <StrictMode>
        <App config={config} />
      </StrictMode>,
    );
  },
  (cause: unknown) =>
    root.render(
      <div className="blank start-failure" role="alert">
        <h2>Halcyon does not answer</h2>
        <p>The page could not read its settings: {cause instanceof Error ? cause.message : String(cause)}.</p>
        <button type="button" onClick={() => location.reload()}>
          Try again
        </button>
      </div>,
    ),
);
