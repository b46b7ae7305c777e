import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import segments from '../../shared/ui/segments.module.css';
import classes from './playground-form.module.css';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** The server variable that it stands for. */
  readonly variable?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few words, all of them in sight. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, variable, value, options, onChoose } = props;
  const id = useId();
  return (
    <div className={classes.choice}>
      <span className={classes.label} id={`${id}label`}>
        {label}
      </span>
      <SegmentedControl
        fullWidth
        size="sm"
        classNames={{ input: segments.input, label: classes.segment }}
        aria-labelledby={`${id}label`}
        aria-describedby={variable === undefined ? undefined : `${id}variable`}
        value={value}
        onChange={onChoose}
        data={[...options]}
      />
      {variable !== undefined && (
        <code className={classes.variable} id={`${id}variable`}>
          {variable}
        </code>
      )}
    </div>
  );
}
