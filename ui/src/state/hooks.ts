import { useCallback, useEffect, useRef, useState } from 'react';
import { runQuery, type Access, type QueryOutcome } from '../api/client';
import { save, load } from './storage';

/** Follows the system's light or dark preference. */
export function useDark(): boolean {
  const query = '(prefers-color-scheme: dark)';
  const [dark, setDark] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const follow = () => setDark(list.matches);
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, []);
  return dark;
}

/** State that outlives the visit. */
export function useKept<T>(key: string, isValid: (value: unknown) => value is T, fallback: T): [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => load(localStorage, key, isValid, fallback));
  const set = useCallback(
    (next: T) => {
      setValue(next);
      save(localStorage, key, next);
    },
    [key],
  );
  return [value, set];
}

/** Seconds since `since`, ticking; zero when it is null. */
export function useElapsed(since: number | null): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (since === null) {
      return;
    }
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, [since]);
  return since === null ? 0 : Math.max(0, (now - since) / 1000);
}

/** Runs one query at a time: a new run cancels the one before. */
export function useRunner(): {
  run: (access: Access, query: string, timespan: string | null) => Promise<QueryOutcome | null>;
  cancel: () => void;
} {
  const controller = useRef<AbortController | null>(null);
  const run = useCallback(async (access: Access, query: string, timespan: string | null) => {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    const outcome = await runQuery(access, { query, timespan }, mine.signal);
    // Null tells a run that was overtaken: its successor reports.
    return controller.current === mine ? outcome : null;
  }, []);
  const cancel = useCallback(() => controller.current?.abort(), []);
  return { run, cancel };
}
