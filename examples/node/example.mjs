import { IbyokError, ibyok } from '@ibyok/client';

try {
  const { value, baseUrl, modeInfo } = await ibyok.key('openai');
  if (modeInfo.effectiveMode === 'live') {
    // An application goes on here; this example spends nothing.
    process.stdout.write(`live in ${modeInfo.environment}: nothing is asked\n`);
  } else {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${value}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Say hello.' }] }),
    });
    const { choices } = await response.json();
    process.stdout.write(`${choices[0].message.content}\n`);
  }
} catch (error) {
  if (!(error instanceof IbyokError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}
