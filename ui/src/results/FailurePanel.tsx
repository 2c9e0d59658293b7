import type { QueryFailure } from '../api/failure';

interface Props {
  readonly failure: QueryFailure;
  /** The line of the editor, or null when the error has no place there any more. */
  readonly line: number | null;
  readonly onReveal: () => void;
}

/** What went wrong, where, and the way there. */
export function FailurePanel({ failure, line, onReveal }: Props) {
  if (failure.kind === 'cancelled') {
    return (
      <div className="blank">
        <p>{failure.message}</p>
      </div>
    );
  }
  return (
    <div className="failure" role="alert" data-testid="failure">
      <div className="failure-sign" aria-hidden="true">
        !
      </div>
      <div>
        <h2>
          {failure.title}
          {failure.code && <code>{failure.code}</code>}
        </h2>
        <p className="failure-message">{failure.message}</p>
        {line !== null && (
          <button type="button" className="quiet framed" onClick={onReveal} data-testid="reveal">
            Go to{' '}
            {failure.token ? (
              <>
                ‘<b>{failure.token}</b>’ in{' '}
              </>
            ) : (
              ''
            )}
            line {line}
          </button>
        )}
        {failure.correlationId && <p className="muted small">Correlation id {failure.correlationId}</p>}
      </div>
    </div>
  );
}
