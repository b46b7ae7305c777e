#!/usr/bin/env node
import '../dist/ibyok.js';
