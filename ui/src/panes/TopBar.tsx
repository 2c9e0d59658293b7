import type { PageConfig } from '../api/types';
import { formatDatetime } from '../results/format';
import iconUrl from '../theme/icon.svg';

interface Props {
  readonly config: PageConfig;
  readonly isSideOpen: boolean;
  readonly onHelp: () => void;
  readonly onSide: () => void;
}

/** Who answers, for which workspace, and by which clock. */
export function TopBar({ config, isSideOpen, onHelp, onSide }: Props) {
  return (
    <header className="top">
      <button
        type="button"
        className="quiet icon burger"
        onClick={onSide}
        aria-label="Tables, samples and history"
        aria-expanded={isSideOpen}
      >
        ☰
      </button>
      <img src={iconUrl} alt="" width="24" height="24" />
      <h1>{config.product}</h1>
      <span className="pill" title="Workspace">
        {config.workspaceId}
      </span>
      {config.now && (
        <span
          className="pill clock"
          data-testid="clock"
          title="The workspace's clock is pinned: now() and ago() count from this time, so results do not change with the day."
        >
          <span aria-hidden="true">◷</span> <span className="clock-word">Clock pinned at</span>{' '}
          {formatDatetime(config.now)} UTC
        </span>
      )}
      <span className="spring" />
      {config.version && <span className="muted small version">{config.version}</span>}
      <button type="button" className="quiet" onClick={onHelp} data-testid="help">
        Keyboard
      </button>
    </header>
  );
}
