/** Copies single posts and ranges of posts into private chats, and goes on with it after a restart. */
package sluice.engine.posts;
