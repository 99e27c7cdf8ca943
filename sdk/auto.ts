import { install } from './lib/install.ts';
import { startWith } from './start.ts';

// The script tag.
install(startWith);
