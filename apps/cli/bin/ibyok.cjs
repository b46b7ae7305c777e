#!/usr/bin/env node
require('../dist/ibyok.cjs');
