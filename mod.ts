/** A client for the DigitalOcean API v2. @module */
