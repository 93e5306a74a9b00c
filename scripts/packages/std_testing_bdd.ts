/**
 * Stands in for @std/testing/bdd where JSR does not answer: the same names over node:test, which
 * Deno has built in and runs as its own tests.
 *
 * @module
 */

export {
  after,
  after as afterAll,
  afterEach,
  before,
  before as beforeAll,
  beforeEach,
  describe,
  it,
  test,
} from "node:test";
