export const providers = [];
