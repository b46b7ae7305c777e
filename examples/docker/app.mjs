// An application that knows nothing of IBYOK: it reads the variables that the provider's own client reads.
const { OPENAI_API_KEY, OPENAI_BASE_URL } = process.env;

const response = await fetch(`${OPENAI_BASE_URL}/chat/completions`, {
  method: 'POST',
  headers: { Authorization: `Bearer ${OPENAI_API_KEY}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Say hello.' }] }),
});
if (!response.ok) throw new Error(`the provider answered ${response.status}`);
const { choices } = await response.json();
process.stdout.write(`${choices[0].message.content}\n`);
