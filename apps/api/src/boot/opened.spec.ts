import { Opened, StoppedWhileStarting } from './opened.js';

function opening() {
  const opened = new Opened();
  const closed: string[] = [];
  const add = (name: string) =>
    opened.add(async () => {
      closed.push(name);
    });
  return { opened, closed, add };
}

it('closes what was opened, the newest first, and once', async () => {
  const { opened, closed, add } = opening();
  await add('the database');
  await add('the application');
  await Promise.all([opened.close(), opened.close()]);
  expect(closed).toEqual(['the application', 'the database']);
});

it('closes what is opened after that at once, and lets the start go no further', async () => {
  const { opened, closed, add } = opening();
  await add('the database');
  await opened.close();
  await expect(add('the application')).rejects.toThrow(StoppedWhileStarting);
  expect(closed).toEqual(['the database', 'the application']);
});
