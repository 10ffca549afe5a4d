// A field that offers what one may mean while one types.
import { useCombobox } from 'downshift';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import fieldCss from './field.module.css';
import css from './suggest-field.module.css';
import suggestions from './suggestions.module.css';

interface SuggestFieldProps<Item> {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  /** What stands in it. */
  value: string;
  onType: (text: string) => void;
  items: readonly Item[];
  nameOf: (item: Item) => string;
  keyOf: (item: Item) => string | number;
  show: (item: Item) => ReactNode;
  onPick: (item: Item) => void;
  /** Enter, where nothing is chosen from the list. */
  onEnter?: (text: string) => void;
}

export function SuggestField<Item>(props: SuggestFieldProps<Item>) {
  const { label, hint, wrong, value, items, keyOf, show } = props;
  const { isOpen, highlightedIndex, getLabelProps, getInputProps, getMenuProps, getItemProps } = useSuggestions(props);
  const isShown = isOpen && items.length > 0;
  const note = wrong ?? hint;
  const { id, ...labelTies } = getLabelProps();
  const input = getInputProps({
    onChange: ({ currentTarget }) => props.onType(currentTarget.value),
    onKeyDown: (event) => {
      if (event.key !== 'Enter' || !props.onEnter || (isShown && highlightedIndex >= 0)) return;
      event.preventDefault();
      props.onEnter(value);
    },
  });
  return (
    <div className={classes(fieldCss.field, css.field)}>
      <label {...labelTies} id={id} htmlFor={input.id} className={fieldCss.label}>
        {label}
      </label>
      <input
        {...input}
        role="combobox"
        className={fieldCss.input}
        autoComplete="off"
        maxLength={120}
        aria-expanded={isShown}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
      />
      <ul {...getMenuProps()} className={isShown ? suggestions.list : undefined}>
        {isShown &&
          items.map((item, index) => (
            <li
              key={keyOf(item)}
              className={classes(suggestions.item, index === highlightedIndex && suggestions.active)}
              {...getItemProps({ item, index })}
            >
              {show(item)}
            </li>
          ))}
      </ul>
      {note && (
        <span id={`${id}-note`} className={wrong ? fieldCss.wrong : fieldCss.hint}>
          {note}
        </span>
      )}
    </div>
  );
}

function useSuggestions<Item>({ value, items, nameOf, onPick }: SuggestFieldProps<Item>) {
  return useCombobox<Item>({
    items: items as Item[],
    inputValue: value,
    selectedItem: null,
    itemToString: (item) => (item === null ? '' : nameOf(item)),
    onSelectedItemChange: ({ selectedItem }) => selectedItem && onPick(selectedItem),
    stateReducer: (state, { changes, type }) =>
      type === useCombobox.stateChangeTypes.InputBlur
        ? { ...state, isOpen: false }
        : { ...changes, inputValue: state.inputValue },
  });
}

/** What is on offer when nothing better is known of its looks: a name. */
export function NameSuggested({ children }: { children: string }) {
  return <span className={css.name}>{children}</span>;
}
