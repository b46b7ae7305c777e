import { answer } from '@ibyok/mode-resolution';

console.log(answer);
