/** Copies single posts and ranges of posts into private chats and to the destinations of watches, and goes on with it after a restart. */
package sluice.control.posts;
