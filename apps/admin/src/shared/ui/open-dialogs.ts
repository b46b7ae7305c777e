/** Whether a dialog of any kind is open: a panel, a question, the palette, or the story of a mode. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog]') !== null;
}

/** Whether a dialog is open that keeps the rest of the page out of reach. */
export function isModalOpen(): boolean {
  return document.querySelector('[role=dialog][aria-modal=true]') !== null;
}

/** Whether such a dialog is open that is no panel: a question that waits for its answer, or the palette. */
export function isQuestionOpen(): boolean {
  return document.querySelector('[role=dialog][aria-modal=true]:not([data-panel])') !== null;
}
