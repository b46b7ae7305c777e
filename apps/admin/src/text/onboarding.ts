/** The words of the first steps in a workspace. */
export const onboardingText = {
  noKeys: {
    title: 'No keys yet',
    add: 'Add your first key',
    teaching:
      'Paste a key from OpenAI, Anthropic or any other provider, or a whole .env file. Applications then fetch keys from here and get the real one or a mock, depending on their environment.',
    askSomebody:
      'Your role can look but not add. Ask an owner, admin or member of this workspace to add the first key.',
  },
} as const;
