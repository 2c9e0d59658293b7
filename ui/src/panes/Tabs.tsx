import type { KeyboardEvent } from 'react';

export interface TabItem {
  readonly id: string;
  readonly label: string;
}

interface Props {
  readonly label: string;
  readonly prefix: string;
  readonly items: readonly TabItem[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

/** A row of tabs: one stop for Tab, the arrow keys choose. */
export function Tabs({ label, prefix, items, selected, onSelect }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) {
      return;
    }
    event.preventDefault();
    const at = (items.findIndex((item) => item.id === selected) + step + items.length) % items.length;
    onSelect(items[at]?.id ?? selected);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[at]?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          className="tab"
          aria-selected={item.id === selected}
          tabIndex={item.id === selected ? 0 : -1}
          onClick={() => onSelect(item.id)}
          data-testid={`${prefix}-${item.id}`}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}
