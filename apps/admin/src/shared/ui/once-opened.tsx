import { type ComponentType, Suspense, useState } from 'react';

/** A panel or question that is drawn, and its code fetched, only once it is opened for the first time. */
export function onceOpened<Props extends { readonly opened: boolean }>(
  Content: ComponentType<Props>,
): ComponentType<Props> {
  return function OnceOpened(props: Props) {
    const [wasOpened, setWasOpened] = useState(props.opened);
    if (props.opened && !wasOpened) setWasOpened(true);
    if (!wasOpened) return null;
    return (
      <Suspense fallback={null}>
        <Content {...props} />
      </Suspense>
    );
  };
}
